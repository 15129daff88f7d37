package online.cloudtolocalllm.cli.run;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Which streams are a terminal, and how wide it is.
 *
 * @param in whether somebody can type
 * @param out whether the answer is read by a person
 * @param err whether progress is read by a person
 * @param columns the terminal's width; asked only when needed, since asking starts a process
 */
public record Terminal(boolean in, boolean out, boolean err, IntSupplier columns) {

    private static final int USUAL_COLUMNS = 80;
    private static final int WIDEST = 1_000;

    /** No terminal at all, as in a pipe. */
    public static Terminal none() {
        return new Terminal(false, false, false, () -> WIDEST);
    }

    /** The width to keep to: the terminal's, or practically none where the output is not a terminal. */
    public int width() {
        return out ? columns.getAsInt() : WIDEST;
    }

    /** The terminal of this process. */
    public static Terminal ofThisProcess(Map<String, String> environment) {
        return new Terminal(isTerminal(0), isTerminal(1), isTerminal(2), () -> askColumns(environment));
    }

    /** Java tells only whether input and output both are terminals; Linux tells each by name. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException e) {
                return false;
            }
        }
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static int askColumns(Map<String, String> environment) {
        int told = number(environment.getOrDefault("COLUMNS", ""));
        if (told > 0) {
            return told;
        }
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            return USUAL_COLUMNS;
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return USUAL_COLUMNS;
            }
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int columns = number(size.substring(size.indexOf(' ') + 1));
            return columns > 0 ? columns : USUAL_COLUMNS;
        } catch (IOException e) {
            return USUAL_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_COLUMNS;
        }
    }

    private static int number(String digits) {
        boolean valid =
                !digits.isEmpty() && digits.length() < 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return valid ? Integer.parseInt(digits) : 0;
    }
}
