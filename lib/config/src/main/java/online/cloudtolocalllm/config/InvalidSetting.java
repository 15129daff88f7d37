package online.cloudtolocalllm.config;

/**
 * A setting that cannot be used.
 *
 * @param connection the connection that it belongs to; empty for a setting of the daemon
 * @param key its key, dotted for a setting of the daemon; empty if the entry as a whole is wrong
 * @param reason what is wrong, without a full stop and without quoting the value
 */
public record InvalidSetting(String connection, String key, String reason) {

    private static final int SHOWN = 64;
    private static final String OVERTAKEN = "was changed elsewhere meanwhile";

    /** That a key is another than whoever wants to change it has seen. */
    public static InvalidSetting overtaken(String connection, String key) {
        return new InvalidSetting(connection, key, OVERTAKEN);
    }

    /** Whether nothing is wrong but that somebody was quicker. */
    public boolean isOvertaken() {
        return reason.equals(OVERTAKEN);
    }

    /** Makes the name fit for one line: whoever wrote it may have written anything. */
    public InvalidSetting {
        connection = shown(connection);
        key = shown(key);
    }

    /** The key and what is wrong with it. */
    public String text() {
        return key.isEmpty() ? reason : key + ": " + reason;
    }

    private static String shown(String name) {
        String plain = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
    }
}
