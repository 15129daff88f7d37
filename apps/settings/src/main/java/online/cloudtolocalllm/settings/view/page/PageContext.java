package online.cloudtolocalllm.settings.view.page;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.settings.model.Daemon;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.window.start.DesktopOpener;

/**
 * What a page works with.
 *
 * @param settings takes changes
 * @param daemon answers questions
 * @param shell the process around the window
 * @param screen runs what it is given on the window's thread, in order
 * @param disk runs what may block
 * @param time the clock
 */
public record PageContext(
        Settings settings, Daemon daemon, Shell shell, Executor screen, Executor disk, TimeSource time) {

    /** Has the desktop show a file or folder; if it cannot, why is told at the foot of the window. Returns at once. */
    public void open(Path place) {
        disk.execute(() -> {
            Optional<String> failed = DesktopOpener.ofThisDesktop().open(place);
            screen.execute(() -> failed.ifPresent(why -> settings.say(why, false, true)));
        });
    }
}
