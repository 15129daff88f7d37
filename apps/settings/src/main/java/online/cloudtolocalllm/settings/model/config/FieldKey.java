package online.cloudtolocalllm.settings.model.config;

/**
 * One key of the settings.
 *
 * @param connection whose key it is; empty for one of the daemon
 * @param key the key in {@code connection_config.json}, or the dotted one of {@code daemon_config.json}
 */
public record FieldKey(String connection, String key) {

    /** A key of the daemon. */
    public static FieldKey daemon(String dotted) {
        return new FieldKey("", dotted);
    }

    /** Whether it is the daemon's. */
    public boolean ofDaemon() {
        return connection.isEmpty();
    }
}
