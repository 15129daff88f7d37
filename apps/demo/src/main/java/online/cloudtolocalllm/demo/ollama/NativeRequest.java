package online.cloudtolocalllm.demo.ollama;

import java.time.Duration;
import java.util.Optional;
import online.cloudtolocalllm.demo.answer.Question;
import online.cloudtolocalllm.demo.http.Body;
import online.cloudtolocalllm.demo.http.Reply;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** A request of Ollama's native interface, checked as far as all of them are alike. */
sealed interface NativeRequest {

    /** Nothing to answer but this. */
    record Refused(Reply reply) implements NativeRequest {}

    /** A request for the demo model. */
    record Good(JsonObject body) implements NativeRequest {

        /** The model as the request names it, which is how replies name it. */
        String model() {
            return body.text("model")
                    .filter(name -> !name.isEmpty())
                    .orElseGet(() -> body.text("name", DemoModel.FULL_NAME));
        }

        boolean stream() {
            return body.flag("stream", true);
        }

        Question.Limits limits() {
            JsonObject options = body.object("options");
            return new Question.Limits(options.integer("num_predict").orElse(0), Requests.texts(options, "stop"));
        }

        /** Whether the answer must be JSON: by word or by schema. */
        boolean json() {
            return body.text("format", "").equals("json")
                    || !body.object("format").fields().isEmpty();
        }
    }

    /**
     * Checks a body.
     *
     * @param type the name of the request in Ollama's messages
     */
    static NativeRequest of(Body body, String type) {
        return switch (body) {
            case Body.Missing() -> refused(400, "missing request body");
            case Body.Broken(String why) -> refused(400, why);
            case Body.Parsed(JsonObject json) -> checked(json, type);
        };
    }

    /** Ollama's error shape. */
    static Reply error(int status, String text) {
        return Reply.json(status, JsonObject.of("error", text).toJson());
    }

    /** What is wrong with the fields that steer an answer, if anything. */
    static Optional<Reply> answerTrouble(Good request) {
        JsonValue think = request.body().get("think").orElse(JsonNull.NULL);
        if (think != JsonNull.NULL && !think.equals(new JsonFlag(false))) {
            return Optional.of(error(400, "\"" + request.model() + "\" does not support thinking"));
        }
        JsonObject options = request.body().object("options");
        if (options.get("temperature")
                .filter(given -> !(given instanceof JsonNumber))
                .isPresent()) {
            return Optional.of(error(500, "option \"temperature\" must be of type float32"));
        }
        if (options.get("num_predict")
                .filter(given -> !(given instanceof JsonNumber))
                .isPresent()) {
            return Optional.of(error(500, "option \"num_predict\" must be of type integer"));
        }
        return switch (KeepAlive.of(request.body())) {
            case KeepAlive.Wrong(String why) -> Optional.of(error(400, why));
            case KeepAlive.For(Duration ignored) -> Optional.empty();
        };
    }

    private static NativeRequest checked(JsonObject json, String type) {
        Optional<DemoModel.Trouble> trouble = DemoModel.trouble(json, type);
        if (trouble.isEmpty()) {
            return new Good(json);
        }
        return switch (trouble.get()) {
            case DemoModel.Trouble.Malformed(String text) -> refused(400, text);
            case DemoModel.Trouble.Unknown(String name) ->
                type.startsWith("Embed")
                        ? refused(404, "model \"" + name + "\" not found, try pulling it first")
                        : refused(404, "model '" + name + "' not found");
        };
    }

    private static Refused refused(int status, String text) {
        return new Refused(error(status, text));
    }
}
