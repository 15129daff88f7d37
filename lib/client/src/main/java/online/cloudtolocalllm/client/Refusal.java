package online.cloudtolocalllm.client;

import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** Reads refusals: {@code {"error":"words","code":"word"}}, or the same inside {@code error}. */
final class Refusal {

    private Refusal() {}

    /** The refusal that a reply is, if it is one. */
    static Optional<DaemonException.Refused> of(JsonObject reply) {
        if (!reply.has("error")) {
            return Optional.empty();
        }
        JsonObject nested = reply.object("error");
        String message = reply.text("error").orElse(nested.text("message", "The daemon refused."));
        return Optional.of(new DaemonException.Refused(reply.text("code").orElse(nested.text("code", "")), message));
    }
}
