package online.cloudtolocalllm.protocol.status;

import java.util.regex.Pattern;

/**
 * The name of a connection: its key in {@code connection_config.json}, and what people and headers call it.
 *
 * @param name 1 to 64 letters, digits, dots, dashes and underscores, beginning with a letter or a digit
 */
public record ConnectionId(String name) implements Comparable<ConnectionId> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Checks the name. */
    public ConnectionId {
        if (!isValid(name)) {
            throw new IllegalArgumentException("not a connection name");
        }
    }

    /** Whether the text can name a connection. */
    public static boolean isValid(String name) {
        return NAME.matcher(name).matches();
    }

    @Override
    public int compareTo(ConnectionId other) {
        return name.compareTo(other.name);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
