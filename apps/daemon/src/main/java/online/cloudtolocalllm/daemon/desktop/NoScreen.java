package online.cloudtolocalllm.daemon.desktop;

import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.Notifier;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.TrayPicture;

/** A desktop on which nothing is shown. */
enum NoScreen implements Screen, Tray, Notifier {
    /** The only one. */
    INSTANCE;

    @Override
    public Tray tray() {
        return this;
    }

    @Override
    public Notifier notifier() {
        return this;
    }

    @Override
    public void show(TrayPicture picture) {
        // nobody looks
    }

    @Override
    public void tone(PanelTone tone) {
        // nobody looks
    }

    @Override
    public void show(Notice notice) {
        // nobody looks
    }

    @Override
    public void close() {
        // nothing is open
    }
}
