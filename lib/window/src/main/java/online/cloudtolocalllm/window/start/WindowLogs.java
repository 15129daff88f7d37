package online.cloudtolocalllm.window.start;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Where a window's process writes what nobody sees in the window: warnings and errors, one line each, to standard error, which the daemon
 * keeps in a file when it starts a window. Found by {@link System#getLogger(String)}, also for JavaFX; java.util.logging is not
 * loaded then, which saves time at the start.
 */
public final class WindowLogs extends System.LoggerFinder {

    /** JavaFX warns of being on the class path. That is how all of our programs are started, and its tests pass. */
    private static final String EXPECTED = "Unsupported JavaFX configuration";

    private final PrintStream lines;

    /** Lines to standard error, as the service that Java looks for. */
    public WindowLogs() {
        this(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    /** Lines to this. */
    WindowLogs(PrintStream lines) {
        this.lines = lines;
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Lines(name, lines);
    }

    private record Lines(String name, PrintStream lines) implements System.Logger {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= Level.WARNING.getSeverity() && level != Level.OFF;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            if (!isLoggable(level) || (message != null && message.startsWith(EXPECTED))) {
                return;
            }
            String cause = thrown == null ? "" : (message == null ? "" : ": ") + thrown;
            lines.println(name + ": " + (message == null ? "" : message) + cause);
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable ... values) {
            if (isLoggable(level) && format != null) {
                // JavaFX gives no values as null.
                boolean bare = values == null || values.length == 0;
                log(level, bundle, bare ? format : MessageFormat.format(format, values), (Throwable) null);
            }
        }
    }
}
