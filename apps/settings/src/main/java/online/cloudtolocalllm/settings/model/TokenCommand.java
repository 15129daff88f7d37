package online.cloudtolocalllm.settings.model;

import java.time.Duration;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** What the daemon is asked to do with a connection's token, which only it stores. Pure. */
public final class TokenCommand {

    /** The keyring may ask its owner for a password first, for up to two minutes. */
    public static final Duration LIMIT = Duration.ofSeconds(150);

    private TokenCommand() {}

    /**
     * To store it.
     *
     * @param inFile whether to pass a keyring by
     */
    public static JsonObject store(String connection, String token, boolean inFile) {
        JsonObject command = update(connection, token.strip());
        return inFile ? command.with("store", "file") : command;
    }

    /** To forget it. */
    public static JsonObject clear(String connection) {
        return update(connection, "");
    }

    private static JsonObject update(String connection, String token) {
        return JsonObject.of("command", "UPDATE_AUTH_TOKEN", "connection", connection)
                .with("token", token);
    }

    /** Whether it was refused because a keyring is locked, so that a file would help. */
    public static boolean isLocked(Reply.Refused refused) {
        return refused.code().equals("keyring_locked");
    }
}
