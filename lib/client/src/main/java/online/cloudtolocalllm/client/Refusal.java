package online.cloudtolocalllm.client;

import java.util.Optional;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** Reads refusals: {@code {"error":"words","code":"word"}}, or the same inside {@code error}. */
final class Refusal {

    /** Bad Gateway: an older daemon names no status where nobody answered. */
    private static final int NO_ANSWER = 502;

    private Refusal() {}

    /** The refusal that a reply is, if it is one. */
    static Optional<DaemonException.Refused> of(JsonObject reply) {
        if (!reply.has("error")) {
            return Optional.empty();
        }
        JsonObject nested = reply.object("error");
        String message = reply.text("error").orElse(nested.text("message", "The daemon refused."));
        return Optional.of(new DaemonException.Refused(
                reply.text("code").orElse(nested.text("code", "")),
                message,
                reply.integer("first").orElse(-1)));
    }

    /**
     * The failure that the reply to a call is, if it is one: also that no connection served it, or that the answer broke off
     * after the daemon had passed the call on.
     */
    static Optional<DaemonException> ofCall(JsonObject reply) {
        return of(reply).map(refused -> switch (refused.code()) {
            case "http_error", "no_connection" ->
                new DaemonException.Unserved(
                        refused.code(),
                        String.valueOf(refused.getMessage()),
                        Math.toIntExact(Math.clamp(reply.integer("http_status").orElse(NO_ANSWER), 100, 999)),
                        Served.of(reply));
            // The daemon had begun: a connection may have done what it was asked.
            case "stream_broken", "too_large", "cancelled", "internal" ->
                new DaemonException.Broken(refused.code(), String.valueOf(refused.getMessage()));
            default -> refused;
        });
    }
}
