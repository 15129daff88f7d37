package online.cloudtolocalllm.daemon.desktop;

import java.nio.file.Path;
import online.cloudtolocalllm.tray.Notifier;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.desktop.Desktop;

/**
 * The desktop that there is.
 *
 * @param desktop has the tray and the notifications
 */
record DesktopScreen(Desktop desktop) implements Screen {

    /** Begins to look for it. */
    static Screen open(DesktopDesk.Surroundings here, Tray.Listener listener) {
        Path icons = here.locations().home().resolve("icons");
        return new DesktopScreen(Desktop.open(here.environment(), here.osName(), listener, icons));
    }

    @Override
    public Tray tray() {
        return desktop.tray();
    }

    @Override
    public Notifier notifier() {
        return desktop.notifier();
    }

    @Override
    public void close() {
        desktop.close();
    }
}
