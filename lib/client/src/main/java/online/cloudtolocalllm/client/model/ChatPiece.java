package online.cloudtolocalllm.client.model;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * A piece of an answer as it comes.
 *
 * @param content the next part of the text; may be empty
 * @param thinking the next part of what the model thinks; may be empty
 * @param toolCalls functions that the model wants called, each of them whole
 * @param finish how the answer ended; only in the last piece
 * @param json the piece as the upstream sent it
 */
public record ChatPiece(
        String content, String thinking, List<ToolCall> toolCalls, Optional<Finish> finish, JsonObject json) {

    /** Copies the list. */
    public ChatPiece {
        toolCalls = List.copyOf(toolCalls);
    }

    /** Reads a line of {@code /api/chat}. */
    public static ChatPiece read(JsonObject line) {
        ChatMessage message = ChatMessage.read(line.object("message"));
        return new ChatPiece(
                message.content(),
                message.thinking(),
                message.toolCalls(),
                line.flag("done", false) ? Optional.of(Finish.read(line)) : Optional.empty(),
                line);
    }

    /** Whether this is the last piece. */
    public boolean done() {
        return finish.isPresent();
    }
}
