package online.cloudtolocalllm.chat.model.answer;

import java.util.HashMap;
import java.util.Map;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** Questions that were changed and not asked, of each conversation: their texts by their numbers. For JavaFX's thread; no method blocks. */
final class Edits {

    private final Drafts kept;

    /**
     * Those that are there.
     *
     * @param kept has those of a conversation as one text, once it was read
     */
    Edits(Drafts kept) {
        this.kept = kept;
    }

    /** Those in this conversation. */
    Map<Long, String> of(long conversation) {
        Map<Long, String> edits = new HashMap<>();
        read(conversation).fields().forEach((question, text) -> {
            if (text instanceof JsonText(String words) && question.matches("[0-9]{1,18}")) {
                edits.put(Long.valueOf(question), words);
            }
        });
        return Map.copyOf(edits);
    }

    /** Keeps one. */
    void keep(long conversation, long question, String text) {
        write(conversation, read(conversation).with(String.valueOf(question), text));
    }

    /** This question was asked, or is not to be changed any more. */
    void leave(long conversation, long question) {
        write(conversation, read(conversation).without(String.valueOf(question)));
    }

    private JsonObject read(long conversation) {
        String text = kept.of(conversation);
        try {
            return text.isEmpty() ? JsonObject.EMPTY : Json.parseObject(text);
        } catch (MalformedJsonException e) {
            // Somebody else wrote it; nothing of it can be shown.
            return JsonObject.EMPTY;
        }
    }

    private void write(long conversation, JsonObject edits) {
        kept.keep(conversation, edits.fields().isEmpty() ? "" : Json.write(edits));
    }
}
