package online.cloudtolocalllm.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A JSON value that is known by its text alone, which is written as it is: a tree of a large one takes many times its room. Reading
 * never makes one.
 */
public final class JsonRaw implements JsonValue {

    /** Two less than a line may have, so that it may stand in an object within the line's object. */
    private static final int MOST_LEVELS = Json.MAX_DEPTH - 2;

    private final String text;

    private JsonRaw(String text) {
        this.text = text;
    }

    /**
     * The value that {@code utf8[from..to)} is; empty if it is not exactly one in valid UTF-8, is deeper than a line's part may be or
     * has too many names. Line ends between its parts become spaces in the array, so that it may stand in a line.
     */
    public static Optional<JsonRaw> of(byte[] utf8, int from, int to) {
        if (!JsonCheck.isLargeValue(utf8, from, to, MOST_LEVELS)) {
            return Optional.empty();
        }
        for (int i = from; i < to; i++) {
            if (utf8[i] == '\n' || utf8[i] == '\r') {
                utf8[i] = ' ';
            }
        }
        return Optional.of(new JsonRaw(new String(utf8, from, to - from, StandardCharsets.UTF_8)));
    }

    /** Whether it is an object. */
    public boolean isObject() {
        int first = 0;
        while (text.charAt(first) <= ' ') {
            first++;
        }
        return text.charAt(first) == '{';
    }

    /** Its JSON text, on one line. */
    @Override
    public String toJson() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonRaw raw && text.equals(raw.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "JsonRaw[" + text.length() + " characters]";
    }
}
