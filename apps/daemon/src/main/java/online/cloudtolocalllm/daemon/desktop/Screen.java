package online.cloudtolocalllm.daemon.desktop;

import online.cloudtolocalllm.tray.Notifier;
import online.cloudtolocalllm.tray.Tray;

/** A desktop on which the tray and notifications are shown. Its methods return at once and never throw. Thread-safe. */
interface Screen extends AutoCloseable {

    /** The icon; it is seen from its first picture on. */
    Tray tray();

    /** The notifications. */
    Notifier notifier();

    /** Takes everything away for good. */
    @Override
    void close();
}
