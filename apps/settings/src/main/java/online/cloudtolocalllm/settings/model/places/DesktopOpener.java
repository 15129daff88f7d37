package online.cloudtolocalllm.settings.model.places;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
        if (!Files.exists(place)) {
            return Optional.of(place + " is not there yet.");
        }
        String os = osName.toLowerCase(Locale.ROOT);
        boolean windows = os.startsWith("windows");
        String name = windows ? "explorer.exe" : os.startsWith("mac") ? "open" : "xdg-open";
        Optional<Path> program = Detachment.onPath(environment, name);
        if (program.isEmpty()) {
            return Optional.of("This computer has no \"" + name + "\" that could open " + place + ".");
        }
        List<String> command = new ArrayList<>(
                windows ? List.of(program.get().toString()) : Detachment.command(osName, environment, program.get()));
        command.add(place.toString());
        return run(command, name, windows, place);
    }

    private Optional<String> run(List<String> command, String name, boolean always, Path place) {
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
