package online.cloudtolocalllm.daemon.desktop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import online.cloudtolocalllm.bus.Bus;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.SessionBus;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.launch.Detachment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clipboard by the small programs that every desktop has for it, each with a time limit; on KDE by Klipper. A process without a
 * window cannot hold a clipboard itself. Thread-safe.
 *
 * @param environment environment variables
 * @param osName the value of {@code os.name}
 * @param display the variables that a program needs beside the environment to reach the display; empty if there is none. May block
 * @param secretVariables names of the variables that these programs must not see
 * @param limit how long each of them may take
 */
record ClipboardPrograms(
        Map<String, String> environment,
        String osName,
        Supplier<Optional<Map<String, String>>> display,
        Supplier<Set<String>> secretVariables,
        Duration limit)
        implements Clipboard {

    private static final Logger LOG = LoggerFactory.getLogger(ClipboardPrograms.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** As in use. */
    ClipboardPrograms(
            Map<String, String> environment,
            String osName,
            Supplier<Optional<Map<String, String>>> display,
            Supplier<Set<String>> secretVariables) {
        this(environment, osName, display, secretVariables, LIMIT);
    }

    @Override
    public boolean copy(String text) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(display.get().orElse(Map.of()));
        all.keySet().removeAll(secretVariables.get());
        for (List<String> command : commands(all)) {
            Optional<Path> program = Detachment.onPath(all, command.getFirst());
            if (program.isPresent() && run(program.get(), command, all, text)) {
                return true;
            }
        }
        return klipper(text);
    }

    @Override
    public String advice() {
        String os = osName.toLowerCase(Locale.ROOT);
        return os.startsWith("windows") || os.startsWith("mac") ? "" : "Install wl-clipboard, xclip or xsel.";
    }

    /** In the order in which they are tried: on Wayland what speaks X11 reaches only programs that speak it, too. */
    List<List<String>> commands(Map<String, String> variables) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return List.of(List.of("clip.exe"));
        }
        if (os.startsWith("mac")) {
            return List.of(List.of("pbcopy"));
        }
        List<List<String>> commands = new ArrayList<>();
        if (!variables.getOrDefault("WAYLAND_DISPLAY", "").isEmpty()) {
            commands.add(List.of("wl-copy"));
        }
        if (!variables.getOrDefault("DISPLAY", "").isEmpty()) {
            commands.add(List.of("xclip", "-selection", "clipboard", "-in"));
            commands.add(List.of("xsel", "--clipboard", "--input"));
        }
        return commands;
    }

    /** They leave a child behind that holds the text; what it has open must not be waited for. */
    private boolean run(Path program, List<String> command, Map<String, String> variables, String text) {
        List<String> words = new ArrayList<>(command);
        words.set(0, program.toString());
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // Its exit code says the same.
                LOG.debug("{} did not take the text: {}", program, FileProblem.describe(e));
            }
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            LOG.debug("{} cannot be started: {}", program, FileProblem.describe(e));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean klipper(String text) {
        Optional<String> address = SessionBus.address(environment);
        if (address.isEmpty()) {
            return false;
        }
        try (Bus bus = Bus.connect(address.get(), limit)) {
            bus.call("org.kde.klipper", "/klipper", "org.kde.klipper.klipper", "setClipboardContents", "s", text);
            return true;
        } catch (BusException e) {
            LOG.debug("there is no Klipper: {}", e.getMessage());
            return false;
        }
    }
}
