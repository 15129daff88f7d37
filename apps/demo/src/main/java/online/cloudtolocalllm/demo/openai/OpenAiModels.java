package online.cloudtolocalllm.demo.openai;

import java.util.List;
import online.cloudtolocalllm.demo.http.Body;
import online.cloudtolocalllm.demo.http.Reply;
import online.cloudtolocalllm.demo.ollama.DemoModel;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** {@code GET /v1/models} and {@code /v1/models/NAME}. Thread-safe. */
public final class OpenAiModels {

    private final DemoModel model;

    /** A list of this one model. */
    public OpenAiModels(DemoModel model) {
        this.model = model;
    }

    /** The list. */
    public Reply list(String path, Body body) {
        JsonObject list = JsonObject.of("object", "list", "data", List.of(entry(DemoModel.FULL_NAME)));
        return OpenAiRequest.json(200, list.toJson());
    }

    /** One model, under the name that was asked for. */
    public Reply one(String path, Body body) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return DemoModel.isDemo(name)
                ? OpenAiRequest.json(200, entry(name).toJson())
                : OpenAiRequest.error(404, "model '" + name + "' not found");
    }

    private JsonObject entry(String name) {
        return JsonObject.builder()
                .put("id", name)
                .put("object", "model")
                .put("created", model.since().getEpochSecond())
                .put("owned_by", "library")
                .build();
    }
}
