package online.cloudtolocalllm.autostart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import online.cloudtolocalllm.protocol.files.FileProblem;

/** Where a file in the right folder is all that it takes: macOS and Windows. Thread-safe. */
final class FileAutostart implements Autostart {

    private final Installation installation;
    private final TextFile file;
    private final String text;
    private final Path service;

    /**
     * An autostart.
     *
     * @param file what the system starts at login
     * @param text what the file is to say
     * @param service the file that is there when a service is installed, which starts at login, too
     */
    FileAutostart(Installation installation, Path file, String text, Path service) {
        this.installation = installation;
        this.file = new TextFile(file);
        this.text = text;
        this.service = service;
    }

    @Override
    public AutostartState state() {
        if (Files.exists(service)) {
            return new AutostartState.On("the service " + installation.shown(service));
        }
        return Files.exists(file.path())
                ? new AutostartState.On("the file " + installation.shown(file.path()))
                : new AutostartState.Off();
    }

    @Override
    public AutostartState set(boolean on) {
        try {
            if (!on) {
                file.delete();
                if (Files.exists(service)) {
                    return new AutostartState.Unavailable("The service starts the daemon at login."
                            + " Remove it with \"cloudtolocalllm service uninstall\".");
                }
            } else if (!Files.exists(service)) {
                file.write(text);
            }
        } catch (IOException e) {
            return new AutostartState.Unavailable(FileProblem.describe(e) + ". Repair or remove it, and try again.");
        }
        return state();
    }
}
