package online.cloudtolocalllm.window.start;

import java.nio.file.Path;
import online.cloudtolocalllm.protocol.files.Locations;

/**
 * A program with a window.
 *
 * @param program its name for the daemon, for files and for messages: {@code settings} or {@code chat}
 * @param title what stands over the window
 * @param words what people call the window, such as "settings window"
 */
public record WindowName(String program, String title, String words) {

    /** What this process calls itself when it connects to the daemon, such as {@code settings/4242}. */
    public String client(long pid) {
        return program + "/" + pid;
    }

    /** The file whose lock says that such a window is open. */
    Path lock(Locations locations) {
        return locations.home().resolve(program + ".lock");
    }

    /** The socket at which an open window hears of a second start. */
    Path bell(Locations locations) {
        return locations.home().resolve(program + ".sock");
    }

    /** Where the window was last. */
    Path place(Locations locations) {
        return locations.home().resolve(program + "_window.json");
    }
}
