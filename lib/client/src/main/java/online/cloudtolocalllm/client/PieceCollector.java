package online.cloudtolocalllm.client;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.client.model.ChatAnswer;
import online.cloudtolocalllm.client.model.ChatMessage;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.Finish;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.client.model.TextAnswer;
import online.cloudtolocalllm.client.model.TextPiece;
import online.cloudtolocalllm.client.model.ToolCall;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** Puts an answer together from its pieces. For one thread. */
final class PieceCollector {

    /** In characters and entries: far beyond what a model writes, so that one that never ends does not fill the memory. */
    static final int MOST = 16 * 1024 * 1024;

    private final StringBuilder content = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final List<ToolCall> toolCalls = new ArrayList<>();
    private final List<JsonValue> logprobs = new ArrayList<>();
    private JsonObject last = JsonObject.EMPTY;

    /**
     * Adds the next piece.
     *
     * @throws DaemonException.Broken if the answer has become too long
     */
    void add(ChatPiece piece) throws DaemonException.Broken {
        toolCalls.addAll(piece.toolCalls());
        add(piece.content(), piece.thinking(), piece.json());
    }

    /**
     * Adds the next piece.
     *
     * @throws DaemonException.Broken if the answer has become too long
     */
    void add(TextPiece piece) throws DaemonException.Broken {
        add(piece.text(), piece.thinking(), piece.json());
    }

    private void add(String more, String thought, JsonObject line) throws DaemonException.Broken {
        content.append(more);
        thinking.append(thought);
        logprobs.addAll(line.array("logprobs").items());
        last = line;
        if ((long) content.length() + thinking.length() + logprobs.size() + toolCalls.size() > MOST) {
            throw new DaemonException.Broken(
                    "too_large", "The answer is longer than is kept as a whole. Read it piece by piece.");
        }
    }

    /** The answer; all pieces have to be there. */
    ChatAnswer chat(Served served) {
        String role = last.object("message").text("role", "assistant");
        ChatMessage message =
                new ChatMessage(role, content.toString(), thinking.toString(), List.of(), toolCalls, "", "");
        JsonObject whole = withLogprobs(last.with("message", message.toJson()));
        return new ChatAnswer(message, last.text("model", ""), Finish.read(last), served, whole);
    }

    /** The text; all pieces have to be there. */
    TextAnswer text(Served served) {
        JsonObject whole = withLogprobs(last.with("response", content.toString()));
        if (!thinking.isEmpty()) {
            whole = whole.with("thinking", thinking.toString());
        }
        return new TextAnswer(
                content.toString(), thinking.toString(), last.text("model", ""), Finish.read(last), served, whole);
    }

    private JsonObject withLogprobs(JsonObject whole) {
        return logprobs.isEmpty() ? whole : whole.with("logprobs", new JsonArray(logprobs));
    }
}
