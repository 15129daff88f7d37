package online.cloudtolocalllm.window.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.launch.Detachment;

/**
 * By {@code xdg-open}, {@code open} or {@code explorer}.
 *
 * @param osName the value of {@code os.name}
 * @param environment in which the program is looked for
 * @param patience how long it has to fail: one that still runs then has opened something
 */
public record DesktopOpener(String osName, Map<String, String> environment, Duration patience) {

    /** Others may start programs. */
    private static final Set<String> BROWSED = Set.of("https", "http", "mailto");

    /** The opener of this desktop. */
    public static DesktopOpener ofThisDesktop() {
        return new DesktopOpener(System.getProperty("os.name", ""), System.getenv(), Duration.ofSeconds(3));
    }

    /**
     * Opens a file or folder. Blocks for up to a few seconds.
     *
     * @return why it was not opened, as a sentence; empty if it was
     */
    public Optional<String> open(Path place) {
        return Files.exists(place) ? show(place.toString()) : Optional.of(place + " is not there yet.");
    }

    /**
     * Opens a page of the web, or a message to somebody. Blocks for up to a few seconds.
     *
     * @param address begins with {@code https:}, {@code http:} or {@code mailto:}
     * @return why it was not opened, as a sentence; empty if it was
     */
    public Optional<String> browse(String address) {
        String scheme = address.substring(0, Math.max(0, address.indexOf(':'))).toLowerCase(Locale.ROOT);
        return BROWSED.contains(scheme)
                ? show(address)
                : Optional.of("Only links to the web and to mail are opened, and this one is neither.");
    }

    private Optional<String> show(String place) {
        String os = osName.toLowerCase(Locale.ROOT);
        boolean windows = os.startsWith("windows");
        String name = windows ? "explorer.exe" : os.startsWith("mac") ? "open" : "xdg-open";
        Optional<Path> program = Detachment.onPath(environment, name);
        if (program.isEmpty()) {
            return Optional.of("This computer has no \"" + name + "\" that could open " + place + ".");
        }
        List<String> command = new ArrayList<>(
                windows ? List.of(program.get().toString()) : Detachment.command(osName, environment, program.get()));
        command.add(place);
        return run(command, name, windows, place);
    }

    private Optional<String> run(List<String> command, String name, boolean always, String place) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(Detachment.nothing())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Explorer says 1 whatever it did.
            return !process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() == 0 || always
                    ? Optional.empty()
                    : Optional.of(
                            "\"" + name + "\" could not open " + place + " (exit code " + process.exitValue() + ").");
        } catch (IOException e) {
            return Optional.of("\"" + name + "\" cannot be started: " + FileProblem.describe(e) + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
