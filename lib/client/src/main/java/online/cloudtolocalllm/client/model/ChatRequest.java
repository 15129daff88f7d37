package online.cloudtolocalllm.client.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * A question to a model, with the conversation before it.
 *
 * @param model the model's name, as {@code llama3.2} or {@code llama3.2:latest}, or an alias
 * @param messages the conversation, oldest first; none loads the model into memory
 * @param fields what else Ollama's {@code /api/chat} takes, such as {@code options}, {@code tools} and {@code format}
 * @param target which connections may serve it
 */
public record ChatRequest(String model, List<ChatMessage> messages, JsonObject fields, Target target) {

    private static final Set<String> OWN = Set.of("model", "messages", "stream");

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if {@code fields} holds {@code model}, {@code messages} or {@code stream}
     */
    public ChatRequest {
        messages = List.copyOf(messages);
        RequestFields.check(fields, OWN);
    }

    /** A conversation without anything else. */
    public static ChatRequest of(String model, List<ChatMessage> messages) {
        return new ChatRequest(model, messages, JsonObject.EMPTY, Target.ANYWHERE);
    }

    /** One question. */
    public static ChatRequest of(String model, String question) {
        return of(model, List.of(ChatMessage.user(question)));
    }

    /** A copy with one more message. */
    public ChatRequest withMessage(ChatMessage message) {
        List<ChatMessage> more = new ArrayList<>(messages);
        more.add(message);
        return new ChatRequest(model, more, fields, target);
    }

    /** A copy that begins with these instructions to the model, in the place of others that it began with. */
    public ChatRequest withSystem(String instructions) {
        List<ChatMessage> all = new ArrayList<>(messages);
        if (!all.isEmpty() && all.getFirst().role().equals("system")) {
            all.removeFirst();
        }
        all.addFirst(ChatMessage.system(instructions));
        return new ChatRequest(model, all, fields, target);
    }

    /**
     * A copy with one more field, or another value of it.
     *
     * @param value converted by {@link JsonValue#of(Object)}
     */
    public ChatRequest with(String field, Object value) {
        return new ChatRequest(model, messages, fields.with(field, value), target);
    }

    /** A copy with a model option, such as {@code temperature} or {@code num_predict}. */
    public ChatRequest withOption(String name, Object value) {
        return new ChatRequest(model, messages, RequestFields.option(fields, name, value), target);
    }

    /** A copy with functions that the model may want called, each as Ollama's API describes it. */
    public ChatRequest withTools(List<JsonObject> tools) {
        return with("tools", JsonArray.of(tools));
    }

    /** A copy whose answer is JSON of this schema, or any JSON for the text {@code json}. */
    public ChatRequest withFormat(JsonValue format) {
        return with("format", format);
    }

    /** A copy that lets a model think or not; a model that cannot think refuses {@code true}. */
    public ChatRequest withThinking(boolean think) {
        return with("think", think);
    }

    /** A copy that keeps the model in memory for this time afterwards; zero for not at all, a negative time for ever. */
    public ChatRequest withKeepAlive(Duration time) {
        return with("keep_alive", RequestFields.keepAlive(time));
    }

    /** A copy for these connections. */
    public ChatRequest withTarget(Target other) {
        return new ChatRequest(model, messages, fields, other);
    }

    /** The body of {@code /api/chat}, streamed. */
    public JsonObject toJson() {
        JsonObject.Builder body = JsonObject.builder()
                .put("model", model)
                .put(
                        "messages",
                        JsonArray.of(messages.stream().map(ChatMessage::toJson).toList()))
                .put("stream", true);
        fields.fields().forEach(body::put);
        return body.build();
    }
}
