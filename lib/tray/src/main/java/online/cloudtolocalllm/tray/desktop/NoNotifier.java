package online.cloudtolocalllm.tray.desktop;

import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.Notifier;

/** The notifications of a system that can show none. */
public final class NoNotifier implements Notifier {

    @Override
    public void show(Notice notice) {
        // There is nobody to show it to.
    }

    @Override
    public void close() {
        // There is nothing to end.
    }
}
