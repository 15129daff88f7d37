package online.cloudtolocalllm.tray.desktop;

import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.TrayPicture;

/** The tray of a system that can have none. */
public final class NoTray implements Tray {

    /** Tells the listener once, before this returns, that nothing will be seen. */
    public NoTray(Tray.Listener listener, String why) {
        listener.changed(TrayState.NO_DESKTOP, why);
    }

    @Override
    public void show(TrayPicture picture) {
        // There is nothing to show it on.
    }

    @Override
    public void tone(PanelTone tone) {
        // There is nothing to draw.
    }

    @Override
    public void close() {
        // There is nothing to take away.
    }
}
