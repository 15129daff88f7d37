package online.cloudtolocalllm.demo.openai;

import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.demo.answer.Question;
import online.cloudtolocalllm.demo.http.Body;
import online.cloudtolocalllm.demo.http.Reply;
import online.cloudtolocalllm.demo.ollama.DemoModel;
import online.cloudtolocalllm.demo.ollama.Requests;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** A request of the OpenAI interface, checked as far as all of them are alike. */
sealed interface OpenAiRequest {

    /** Nothing to answer but this. */
    record Refused(Reply reply) implements OpenAiRequest {}

    /** A request for the demo model. */
    record Good(JsonObject body) implements OpenAiRequest {

        String model() {
            return body.text("model", DemoModel.FULL_NAME);
        }

        boolean stream() {
            return body.flag("stream", false);
        }

        boolean usageWanted() {
            return body.object("stream_options").flag("include_usage", false);
        }

        Question.Limits limits() {
            String field = body.has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
            return new Question.Limits(body.integer(field).orElse(0), Requests.texts(body, "stop"));
        }

        boolean json() {
            return body.object("response_format").text("type", "").startsWith("json");
        }
    }

    /**
     * Checks a body.
     *
     * @param type the name of the request in Ollama's messages
     */
    static OpenAiRequest of(Body body, String type) {
        return switch (body) {
            case Body.Missing() -> new Refused(error(400, "missing request body"));
            case Body.Broken(String why) -> new Refused(error(400, why));
            case Body.Parsed(JsonObject json) -> checked(json, type);
        };
    }

    /** OpenAI's error shape, as Ollama fills it. */
    static Reply error(int status, String text) {
        JsonObject error = JsonObject.builder()
                .put("message", text)
                .put("type", status == 400 ? "invalid_request_error" : "api_error")
                .put("param", JsonNull.NULL)
                .put("code", JsonNull.NULL)
                .build();
        String body = JsonObject.of("error", error).toJson();
        return status == 400 ? Reply.json(status, body) : json(status, body);
    }

    /** A reply with the content type that Ollama uses here: without a character set and with a line feed at the end. */
    static Reply json(int status, String body) {
        return new Reply.Whole(status, Map.of("Content-Type", "application/json"), body + "\n");
    }

    private static OpenAiRequest checked(JsonObject json, String type) {
        JsonValue limit = json.get("max_tokens").orElse(JsonNull.NULL);
        if (limit != JsonNull.NULL && !(limit instanceof JsonNumber)) {
            return new Refused(error(400, Requests.wrongType(limit, type + ".max_tokens", "int")));
        }
        Optional<DemoModel.Trouble> trouble = DemoModel.trouble(json, type);
        if (trouble.isEmpty()) {
            return new Good(json);
        }
        return switch (trouble.get()) {
            case DemoModel.Trouble.Malformed(String text) -> new Refused(error(400, text));
            case DemoModel.Trouble.Unknown(String name) -> new Refused(error(404, "model '" + name + "' not found"));
        };
    }
}
