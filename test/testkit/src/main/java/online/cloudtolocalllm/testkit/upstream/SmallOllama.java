package online.cloudtolocalllm.testkit.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** As much of Ollama's native interface as tests need, in Ollama's own shapes; {@code /v1} is left to another. Thread-safe. */
record SmallOllama(Responder v1) implements Responder {

    private static final String CREATED = "2026-01-01T12:00:00Z";
    private static final Set<String> READS = Set.of("/", "/api/version", "/api/tags", "/api/ps");
    private static final Set<String> POSTS = Set.of("/api/show", "/api/chat", "/api/generate", "/api/embed");

    @Override
    public Reply answer(SeenRequest request, Offer offer) {
        String path = request.path();
        if (path.startsWith("/v1/")) {
            return v1.answer(request, offer);
        }
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (READS.contains(path)) {
            return reads ? read(path, offer) : wrongMethod();
        }
        if (POSTS.contains(path)) {
            return request.method().equals("POST") ? post(path, request, offer) : wrongMethod();
        }
        return Reply.text(404, "404 page not found");
    }

    static Reply wrongMethod() {
        return Reply.text(405, "405 method not allowed");
    }

    private static Reply read(String path, Offer offer) {
        return switch (path) {
            case "/" -> Reply.text(200, "Ollama is running");
            case "/api/version" ->
                Reply.json(JsonObject.of("version", offer.version()).toJson());
            case "/api/tags" -> models(offer.models());
            default -> models(List.of());
        };
    }

    private static Reply models(List<String> names) {
        List<JsonObject> models = new ArrayList<>();
        for (String name : names) {
            models.add(JsonObject.builder()
                    .put("name", name)
                    .put("model", name)
                    .put("modified_at", CREATED)
                    .put("size", 3_362_109)
                    .put("digest", String.format("%064x", name.hashCode()))
                    .put("details", details())
                    .build());
        }
        return Reply.json(JsonObject.of("models", models).toJson());
    }

    private static JsonObject details() {
        return JsonObject.builder()
                .put("format", "gguf")
                .put("family", "llama")
                .put("families", List.of("llama"))
                .put("parameter_size", "1.67M")
                .put("quantization_level", "F16")
                .build();
    }

    private static Reply post(String path, SeenRequest request, Offer offer) {
        if (request.body().isEmpty()) {
            return error(400, "missing request body");
        }
        Optional<JsonObject> json = request.json();
        if (json.isEmpty()) {
            return error(400, "invalid character in the request body");
        }
        String model =
                json.get().text("model").or(() -> json.get().text("name")).orElse("");
        if (model.isEmpty()) {
            return error(400, "model is required");
        }
        if (!offer.has(model)) {
            return error(404, "model '" + model + "' not found");
        }
        return switch (path) {
            case "/api/show" ->
                Reply.json(JsonObject.of("details", details(), "capabilities", List.of("completion"))
                        .toJson());
            case "/api/embed" ->
                Reply.json(JsonObject.of("model", model, "embeddings", List.of(List.of(0.25, 0.5, 0.75)))
                        .toJson());
            default -> say(path.equals("/api/chat"), model, json.get(), offer);
        };
    }

    private static Reply say(boolean chat, String model, JsonObject asked, Offer offer) {
        boolean load = chat
                ? asked.array("messages").items().isEmpty()
                : asked.text("prompt", "").isEmpty();
        if (load) {
            return Reply.json(said(chat, model, "")
                    .with("done", true)
                    .with("done_reason", "load")
                    .toJson());
        }
        if (!asked.flag("stream", true)) {
            return Reply.json(last(chat, model, offer.text(), offer).toJson());
        }
        List<String> lines = new ArrayList<>();
        for (String piece : offer.pieces()) {
            lines.add(said(chat, model, piece).with("done", false).toJson());
        }
        lines.add(last(chat, model, "", offer).toJson());
        return Reply.ndjson(lines);
    }

    private static JsonObject said(boolean chat, String model, String text) {
        return JsonObject.builder()
                .put("model", model)
                .put("created_at", CREATED)
                .put("message", chat ? JsonObject.of("role", "assistant", "content", text) : null)
                .put("response", chat ? null : text)
                .build();
    }

    private static JsonObject last(boolean chat, String model, String text, Offer offer) {
        return said(chat, model, text)
                .with("done", true)
                .with("done_reason", "stop")
                .with("total_duration", 5_000_000)
                .with("load_duration", 1_000_000)
                .with("prompt_eval_count", 3)
                .with("prompt_eval_duration", 1_000_000)
                .with("eval_count", offer.pieces().size())
                .with("eval_duration", 3_000_000);
    }

    private static Reply error(int status, String text) {
        return Reply.json(status, JsonObject.of("error", text).toJson());
    }
}
