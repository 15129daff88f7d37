package online.cloudtolocalllm.client.model;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * A text that a model is to go on with.
 *
 * @param model the model's name, or an alias
 * @param prompt the text; an empty one loads the model into memory
 * @param fields what else Ollama's {@code /api/generate} takes, such as {@code system}, {@code options} and {@code raw}
 * @param target which connections may serve it
 */
public record GenerateRequest(String model, String prompt, JsonObject fields, Target target) {

    private static final Set<String> OWN = Set.of("model", "prompt", "stream");

    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException if {@code fields} holds {@code model}, {@code prompt} or {@code stream}
     */
    public GenerateRequest {
        RequestFields.check(fields, OWN);
    }

    /** A prompt without anything else. */
    public static GenerateRequest of(String model, String prompt) {
        return new GenerateRequest(model, prompt, JsonObject.EMPTY, Target.ANYWHERE);
    }

    /**
     * A copy with one more field, or another value of it.
     *
     * @param value converted by {@link JsonValue#of(Object)}
     */
    public GenerateRequest with(String field, Object value) {
        return new GenerateRequest(model, prompt, fields.with(field, value), target);
    }

    /** A copy with these instructions to the model. */
    public GenerateRequest withSystem(String instructions) {
        return with("system", instructions);
    }

    /** A copy with these images, as Base64. */
    public GenerateRequest withImages(List<String> base64) {
        return with("images", JsonArray.of(base64));
    }

    /** A copy with a model option, such as {@code temperature} or {@code num_predict}. */
    public GenerateRequest withOption(String name, Object value) {
        return new GenerateRequest(model, prompt, RequestFields.option(fields, name, value), target);
    }

    /** A copy whose answer is JSON of this schema, or any JSON for the text {@code json}. */
    public GenerateRequest withFormat(JsonValue format) {
        return with("format", format);
    }

    /** A copy that lets a model think or not; a model that cannot think refuses {@code true}. */
    public GenerateRequest withThinking(boolean think) {
        return with("think", think);
    }

    /** A copy that keeps the model in memory for this time afterwards; zero for not at all, a negative time for ever. */
    public GenerateRequest withKeepAlive(Duration time) {
        return with("keep_alive", RequestFields.keepAlive(time));
    }

    /** A copy for these connections. */
    public GenerateRequest withTarget(Target other) {
        return new GenerateRequest(model, prompt, fields, other);
    }

    /** The body of {@code /api/generate}, streamed. */
    public JsonObject toJson() {
        JsonObject.Builder body =
                JsonObject.builder().put("model", model).put("prompt", prompt).put("stream", true);
        fields.fields().forEach(body::put);
        return body.build();
    }
}
