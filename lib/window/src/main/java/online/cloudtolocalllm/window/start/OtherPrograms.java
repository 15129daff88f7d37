package online.cloudtolocalllm.window.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.client.DaemonStarter;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.launch.Detachment;
import online.cloudtolocalllm.protocol.launch.Launcher;

/** Starts the product's other programs beside this one, through the launcher. Blocks for the start of a process. Thread-safe. */
public final class OtherPrograms {

    private static final int LAST_LINES = 4;
    /** How the command line begins to tell what went wrong. */
    private static final String ERROR = "error: ";

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

    /**
     * Restarts the daemon, also one that a service manager runs, and blocks until the new one answers or it is clear that it does not. A
     * restart that has begun goes on when this program ends.
     *
     * @param locations whose daemon
     * @param limit after which it is not waited for any more
     * @return why no new one answers, as sentences; empty if one does
     */
    public Optional<String> restartDaemon(Locations locations, Duration limit) {
        if (launcher.isEmpty()) {
            return Optional.of(noLauncher("restart"));
        }
        // Where detaching ends at once, its exit code would say nothing.
        List<String> command = new ArrayList<>(
                Detachment.endsAtOnce()
                        ? List.of(launcher.get().toString())
                        : Detachment.command(osName, environment, launcher.get()));
        command.add("restart");
        Path printed;
        try {
            // No pipe: nobody would read it any more when this window is closed meanwhile.
            printed = Files.createTempFile("cloudtolocalllm-restart", ".out");
        } catch (IOException e) {
            return Optional.of(
                    "The daemon was not restarted: what it says cannot be kept (" + FileProblem.describe(e) + ").");
        }
        try {
            return restart(command, locations, limit, printed);
        } finally {
            delete(printed);
        }
    }

    private static Optional<String> restart(List<String> command, Locations locations, Duration limit, Path printed) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Detachment.nothing())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile());
            builder.environment().put(Locations.HOME_VARIABLE, locations.home().toString());
            Process process = builder.start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.of("The restart of the daemon takes longer than " + limit.toSeconds() + " s.");
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("The daemon was not restarted: " + lastWords(printed, process.exitValue()));
        } catch (IOException e) {
            return Optional.of("\"" + String.join(" ", command) + "\" failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("The restart of the daemon was not waited for.");
        }
    }

    /** Without what is only progress, the end of it. */
    private static String lastWords(Path printed, int exitCode) throws IOException {
        String text = new String(Files.readAllBytes(printed), StandardCharsets.UTF_8);
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.endsWith("…"))
                .toList();
        String words = String.join(" ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return words.isEmpty()
                ? "exit code " + exitCode
                : words.startsWith(ERROR) ? words.substring(ERROR.length()) : words;
    }

    private static void delete(Path printed) {
        try {
            Files.deleteIfExists(printed);
        } catch (IOException e) {
            // Windows keeps it while somebody writes it; a temporary file is cleared away one day.
            printed.toFile().deleteOnExit();
        }
    }

    private static String noLauncher(String command) {
        return "This window was not started by \"cloudtolocalllm\" and does not know where it is. Run"
                + " \"cloudtolocalllm " + command + "\".";
    }
}
