package online.cloudtolocalllm.testkit.upstream;

import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * The cloud proxy's path map in front of an Ollama: {@code /health} for everybody, and with the bearer token
 * {@code /api/proxy/status} for the version and {@code /api/ollama} before every other path. Thread-safe.
 *
 * @param token the bearer token
 * @param behind answers the mapped paths
 */
record SmallCloud(String token, Responder behind) implements Responder {

    private static final String MAPPED = "/api/ollama";

    @Override
    public Reply answer(SeenRequest request, Offer offer) {
        if (request.path().equals("/health")) {
            return Reply.json(JsonObject.of("status", "ok").toJson());
        }
        if (!request.header("Authorization").equals(Optional.of("Bearer " + token))) {
            return Reply.json(
                    401, JsonObject.of("error", "invalid or missing token").toJson());
        }
        if (request.path().equals("/api/proxy/status")) {
            return Reply.json(
                    JsonObject.of("status", "ok", "version", offer.version()).toJson());
        }
        if (request.target().startsWith(MAPPED + "/")) {
            return behind.answer(request.withTarget(request.target().substring(MAPPED.length())), offer);
        }
        return Reply.json(
                404, JsonObject.of("error", "no such path: " + request.path()).toJson());
    }
}
