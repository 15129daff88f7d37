package online.cloudtolocalllm.testkit.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * As much of the OpenAI interface as tests need: models and chat completions under {@code /v1}. Thread-safe.
 *
 * @param token the bearer token that is asked for; empty asks for none
 */
record SmallOpenAi(Optional<String> token) implements Responder {

    private static final String ID = "chatcmpl-1";
    private static final long CREATED = 1_767_268_800;
    private static final String MODEL = "/v1/models/";

    @Override
    public Reply answer(SeenRequest request, Offer offer) {
        if (token.isPresent() && !request.header("Authorization").equals(Optional.of("Bearer " + token.get()))) {
            return error(401, "invalid_api_key", "Incorrect API key provided.");
        }
        String path = request.path();
        boolean get = request.method().equals("GET");
        if (path.equals("/v1/models")) {
            return get ? models(offer) : SmallOllama.wrongMethod();
        }
        if (path.startsWith(MODEL) && get) {
            String model = path.substring(MODEL.length());
            return offer.has(model) ? Reply.json(model(model).toJson()) : unknown(model);
        }
        if (path.equals("/v1/chat/completions")) {
            return request.method().equals("POST") ? chat(request, offer) : SmallOllama.wrongMethod();
        }
        return error(404, "not_found", "There is no " + path + " here.");
    }

    private static Reply models(Offer offer) {
        return Reply.json(JsonObject.of(
                        "object",
                        "list",
                        "data",
                        offer.models().stream().map(SmallOpenAi::model).toList())
                .toJson());
    }

    private static JsonObject model(String name) {
        return JsonObject.of("id", name, "object", "model")
                .with("created", CREATED)
                .with("owned_by", "test");
    }

    private static Reply chat(SeenRequest request, Offer offer) {
        Optional<JsonObject> json = request.json();
        if (json.isEmpty()) {
            return error(400, "invalid_request_error", "The body is not a JSON object.");
        }
        String model = json.get().text("model", "");
        if (!offer.has(model)) {
            return unknown(model);
        }
        if (json.get().array("messages").items().isEmpty()) {
            return error(400, "invalid_request_error", "messages is missing or empty.");
        }
        boolean usage = json.get().object("stream_options").flag("include_usage", false);
        return json.get().flag("stream", false) ? streamed(model, usage, offer) : whole(model, offer);
    }

    private static Reply whole(String model, Offer offer) {
        JsonObject choice = JsonObject.builder()
                .put("index", 0)
                .put("message", JsonObject.of("role", "assistant", "content", offer.text()))
                .put("finish_reason", "stop")
                .build();
        return Reply.json(envelope("chat.completion", model, List.of(choice))
                .with("usage", usage(offer))
                .toJson());
    }

    private static Reply streamed(String model, boolean usage, Offer offer) {
        List<String> events = new ArrayList<>();
        events.add(delta(model, JsonObject.of("role", "assistant", "content", ""), JsonNull.NULL));
        for (String piece : offer.pieces()) {
            events.add(delta(model, JsonObject.of("content", piece), JsonNull.NULL));
        }
        events.add(delta(model, JsonObject.EMPTY, "stop"));
        if (usage) {
            events.add(envelope("chat.completion.chunk", model, List.of())
                    .with("usage", usage(offer))
                    .toJson());
        }
        events.add("[DONE]");
        return Reply.events(events);
    }

    private static String delta(String model, JsonObject delta, Object finishReason) {
        JsonObject choice = JsonObject.of("index", 0, "delta", delta).with("finish_reason", finishReason);
        return envelope("chat.completion.chunk", model, List.of(choice)).toJson();
    }

    private static JsonObject envelope(String object, String model, List<JsonObject> choices) {
        return JsonObject.of("id", ID, "object", object)
                .with("created", CREATED)
                .with("model", model)
                .with("choices", choices);
    }

    private static JsonObject usage(Offer offer) {
        int said = offer.pieces().size();
        return JsonObject.of("prompt_tokens", 3, "completion_tokens", said).with("total_tokens", 3 + said);
    }

    private static Reply unknown(String model) {
        return error(404, "model_not_found", "The model '" + model + "' does not exist.");
    }

    private static Reply error(int status, String code, String message) {
        JsonObject error = JsonObject.of("message", message, "type", "invalid_request_error")
                .with("param", JsonNull.NULL)
                .with("code", code);
        return Reply.json(status, JsonObject.of("error", error).toJson());
    }
}
