package online.cloudtolocalllm.demo.openai;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.demo.answer.Answer;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** How the two completion interfaces wrap text. */
enum OpenAiShape {
    /** {@code /v1/chat/completions}. */
    CHAT("chatcmpl-", "chat.completion", "chat.completion.chunk"),
    /** {@code /v1/completions}. */
    COMPLETION("cmpl-", "text_completion", "text_completion");

    private final String idPrefix;
    private final String whole;
    private final String chunk;

    OpenAiShape(String idPrefix, String whole, String chunk) {
        this.idPrefix = idPrefix;
        this.whole = whole;
        this.chunk = chunk;
    }

    /**
     * What all objects of one answer share.
     *
     * @param number the answer's number, for its id
     * @param created seconds since 1970
     * @param model the model as the request names it
     */
    record Head(long number, long created, String model) {}

    /** The fields that every object begins with. */
    JsonObject.Builder head(Head head, boolean streamed) {
        return JsonObject.builder()
                .put("id", idPrefix + head.number())
                .put("object", streamed ? chunk : whole)
                .put("created", head.created())
                .put("model", head.model())
                .put("system_fingerprint", "fp_ollama");
    }

    /** The object of a whole answer, still without its usage. */
    JsonObject whole(Head head, Answer answer) {
        JsonObject choice = choice(answer.text(), "message", new JsonText(answer.endReason()));
        return head(head, false).put("choices", List.of(choice)).build();
    }

    /** The object of one streamed piece; the last one tells why the answer ended. */
    JsonObject piece(Head head, String text, Optional<String> endReason) {
        JsonValue end = endReason.<JsonValue>map(JsonText::new).orElse(JsonNull.NULL);
        return head(head, true)
                .put("choices", List.of(choice(text, "delta", end)))
                .build();
    }

    private JsonObject choice(String text, String field, JsonValue endReason) {
        JsonObject.Builder choice = JsonObject.builder();
        switch (this) {
            case CHAT -> choice.put("index", 0).put(field, JsonObject.of("role", "assistant", "content", text));
            case COMPLETION -> choice.put("text", text).put("index", 0);
        }
        return choice.put("finish_reason", endReason).build();
    }
}
