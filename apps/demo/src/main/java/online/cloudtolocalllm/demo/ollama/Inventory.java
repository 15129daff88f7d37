package online.cloudtolocalllm.demo.ollama;

import java.util.List;
import online.cloudtolocalllm.demo.http.Body;
import online.cloudtolocalllm.demo.http.Reply;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** What there is: greeting, version, models, loaded models, one model. Thread-safe. */
public final class Inventory {

    /** The version that the demo tells: no release of Ollama ever has it. */
    public static final String VERSION = "0.0.0-demo";

    private final DemoModel model;
    private final LoadedModel loaded;

    /** An inventory of this one model. */
    public Inventory(DemoModel model, LoadedModel loaded) {
        this.model = model;
        this.loaded = loaded;
    }

    /** {@code GET /}: the text by which programs recognise an Ollama. */
    public Reply root(String path, Body body) {
        return Reply.text(200, "Ollama is running");
    }

    /** {@code GET /api/version}. */
    public Reply version(String path, Body body) {
        return Reply.json(200, JsonObject.of("version", VERSION).toJson());
    }

    /** {@code GET /health} of the cloud proxy. */
    public Reply health(String path, Body body) {
        return Reply.json(200, JsonObject.of("status", "ok", "version", VERSION).toJson());
    }

    /** {@code GET /api/tags}. */
    public Reply tags(String path, Body body) {
        return Reply.json(200, JsonObject.of("models", List.of(model.listed())).toJson());
    }

    /** {@code GET /api/ps}. */
    public Reply ps(String path, Body body) {
        List<JsonObject> running =
                loaded.expiresAt().map(model::running).stream().toList();
        return Reply.json(200, JsonObject.of("models", running).toJson());
    }

    /** {@code POST /api/show}. */
    public Reply show(String path, Body body) {
        return switch (NativeRequest.of(body, "ShowRequest")) {
            case NativeRequest.Refused(Reply reply) -> reply;
            case NativeRequest.Good ignored -> Reply.json(200, model.shown().toJson());
        };
    }
}
