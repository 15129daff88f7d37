package online.cloudtolocalllm.cli.chat;

import java.io.PrintStream;
import java.util.OptionalDouble;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * Prints an answer for programs, one JSON object a line: {@code text} or {@code thinking} for each piece, and at the end one
 * with {@code done}, without which the answer is not whole. For one thread.
 */
public final class JsonAnswer implements PieceListener {

    private final PrintStream out;

    /** Prints there. */
    public JsonAnswer(PrintStream out) {
        this.out = out;
    }

    @Override
    public void piece(String text, boolean thinking) {
        out.println(JsonObject.of(thinking ? "thinking" : "text", text).toJson());
    }

    @Override
    public boolean abandoned() {
        return out.checkError();
    }

    /** The last line. */
    public void end(ChatOutcome.Answered answered) {
        OptionalDouble speed = answered.tokensPerSecond();
        JsonObject.Builder line = JsonObject.builder()
                .put("done", true)
                .put("done_reason", answered.reason())
                .put("model", answered.model())
                .put("served_by", answered.servedBy())
                .put("attempts", answered.attempts())
                .put("tried", Tried.toJson(answered.tried()))
                .put("first_token_ms", answered.firstPiece().toMillis());
        if (speed.isPresent()) {
            line.put("tokens_per_second", Math.round(speed.getAsDouble() * 10) / 10.0);
        }
        out.println(line.build().toJson());
    }
}
