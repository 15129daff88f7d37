package online.cloudtolocalllm.cli.chat;

import java.util.Optional;

/**
 * A message that is typed over several lines: a line that ends with a backslash goes on, and between two {@code """} all
 * lines belong together. Not thread-safe.
 */
public final class Draft {

    private static final String FENCE = "\"\"\"";

    private final StringBuilder text = new StringBuilder();
    private boolean begun;
    private boolean fenced;

    /** Whether nothing was typed yet. */
    public boolean isEmpty() {
        return !begun;
    }

    /**
     * Takes the next line.
     *
     * @return the message, if it is whole; this draft is empty again then
     */
    public Optional<String> line(String line) {
        if (!begun && line.stripLeading().startsWith(FENCE)) {
            begun = true;
            fenced = true;
            return fenced(line.stripLeading().substring(FENCE.length()));
        }
        begun = true;
        if (fenced) {
            return fenced(line);
        }
        if (line.endsWith("\\")) {
            text.append(line, 0, line.length() - 1).append('\n');
            return Optional.empty();
        }
        text.append(line);
        return whole();
    }

    private Optional<String> fenced(String line) {
        String end = line.stripTrailing();
        if (end.endsWith(FENCE)) {
            text.append(end, 0, end.length() - FENCE.length());
            return whole();
        }
        if (!(text.isEmpty() && line.isEmpty())) {
            text.append(line).append('\n');
        }
        return Optional.empty();
    }

    private Optional<String> whole() {
        String message = text.toString();
        clear();
        return Optional.of(message);
    }

    /** Gives up what was typed. */
    public void clear() {
        text.setLength(0);
        begun = false;
        fenced = false;
    }
}
