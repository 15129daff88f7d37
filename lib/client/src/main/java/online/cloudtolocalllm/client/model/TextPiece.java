package online.cloudtolocalllm.client.model;

import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * A piece of a text as it comes.
 *
 * @param text the next part of the text; may be empty
 * @param thinking the next part of what the model thinks; may be empty
 * @param finish how the text ended; only in the last piece
 * @param json the piece as the upstream sent it
 */
public record TextPiece(String text, String thinking, Optional<Finish> finish, JsonObject json) {

    /** Reads a line of {@code /api/generate}. */
    public static TextPiece read(JsonObject line) {
        return new TextPiece(
                line.text("response", ""),
                line.text("thinking", ""),
                line.flag("done", false) ? Optional.of(Finish.read(line)) : Optional.empty(),
                line);
    }

    /** Whether this is the last piece. */
    public boolean done() {
        return finish.isPresent();
    }
}
