package online.cloudtolocalllm.protocol;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * The content of {@code ipc_auth.json}: what a client needs to find and to trust the running daemon.
 *
 * @param port the daemon's IPC port on 127.0.0.1
 * @param instance a random name of this run of the daemon
 * @param started when the daemon started
 * @param secret 32 random bytes as base64url, new at every start
 */
public record IpcCredentials(int port, String instance, Instant started, String secret) {

    /** The file's JSON form. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("v", Handshake.VERSION)
                .put("port", port)
                .put("instance", instance)
                .put("started", started.toString())
                .put("secret", secret)
                .build();
    }

    /** Reads the file's JSON form; empty if a field is missing, of a wrong type or of an unknown version. */
    public static Optional<IpcCredentials> fromJson(JsonObject json) {
        long port = whole(json, "port");
        String instance = json.text("instance", "");
        String secret = json.text("secret", "");
        if (whole(json, "v") != Handshake.VERSION || port <= 0 || port > 65_535) {
            return Optional.empty();
        }
        if (instance.isEmpty() || !Handshake.isNonce(secret)) {
            return Optional.empty();
        }
        try {
            Instant started = Instant.parse(json.text("started", ""));
            return Optional.of(new IpcCredentials((int) port, instance, started, secret));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static long whole(JsonObject json, String field) {
        return json.fields().get(field) instanceof JsonNumber number && number.isInt() ? number.asLong() : 0;
    }

    /** Everything but the secret. */
    @Override
    public String toString() {
        return "IpcCredentials[port=" + port + ", instance=" + instance + ", started=" + started + "]";
    }
}
