package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.Finish;
import online.cloudtolocalllm.client.model.ToolCall;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** Pieces of answers. */
final class Pieces {

    private Pieces() {}

    static ChatPiece text(String content) {
        return piece(content, "");
    }

    static ChatPiece thought(String thinking) {
        return piece("", thinking);
    }

    static ChatPiece piece(String content, String thinking) {
        return new ChatPiece(content, thinking, List.of(), Optional.empty(), JsonObject.EMPTY);
    }

    static ChatPiece tool(String function) {
        ToolCall call = new ToolCall("", function, JsonObject.of("place", "Graz"));
        return new ChatPiece("", "", List.of(call), Optional.empty(), JsonObject.EMPTY);
    }

    /** The last one, with 40 tokens in a second. */
    static ChatPiece last(String reason) {
        Finish finish =
                new Finish(reason, Duration.ofSeconds(2), Duration.ZERO, 10, Duration.ZERO, 40, Duration.ofSeconds(1));
        return new ChatPiece("", "", List.of(), Optional.of(finish), JsonObject.EMPTY);
    }
}
