package online.cloudtolocalllm.window.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.client.DaemonStarter;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.launch.Detachment;
import online.cloudtolocalllm.protocol.launch.Launcher;

/** Starts the product's other programs beside this one, through the launcher. Blocks for the start of a process. Thread-safe. */
public final class OtherPrograms {

    private final Optional<Path> launcher;
    private final String osName;
    private final Map<String, String> environment;

    /** Starts by this launcher; by none if it is empty. */
    public OtherPrograms(Optional<Path> launcher, String osName, Map<String, String> environment) {
        this.launcher = launcher;
        this.osName = osName;
        this.environment = Map.copyOf(environment);
    }

    /** By the launcher of this process. */
    public static OtherPrograms ofThisProcess() {
        return new OtherPrograms(Launcher.ofThisProcess(), System.getProperty("os.name", ""), System.getenv());
    }

    /**
     * Starts one and does not wait for it.
     *
     * @param arguments the launcher's, such as {@code settings}
     * @return why it cannot be started, in words; empty if it was
     */
    public Optional<String> start(String... arguments) {
        if (launcher.isEmpty()) {
            return Optional.of(noLauncher(String.join(" ", arguments)));
        }
        List<String> command = new ArrayList<>(Detachment.command(osName, environment, launcher.get()));
        command.addAll(List.of(arguments));
        try {
            new ProcessBuilder(command)
                    .redirectInput(Detachment.nothing())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("\"" + String.join(" ", command) + "\" cannot be started: " + e.getMessage());
        }
    }

    /**
     * Starts the daemon and blocks until it answers, or until it is clear that it does not.
     *
     * @param locations whose daemon
     * @return why none answers, as a sentence; empty if one does
     */
    public Optional<String> startDaemon(Locations locations) {
        if (launcher.isEmpty()) {
            return Optional.of(noLauncher("start"));
        }
        try {
            return new DaemonStarter(locations, launcher.get(), environment)
                    .start(List.of(), DaemonStarter.USUAL_LIMIT)
                    .problem(locations)
                    .map(why -> "The daemon could not be started: " + why + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("Starting the daemon was interrupted.");
        }
    }

    private static String noLauncher(String command) {
        return "This window was not started by \"cloudtolocalllm\" and does not know where it is. Run"
                + " \"cloudtolocalllm " + command + "\".";
    }
}
