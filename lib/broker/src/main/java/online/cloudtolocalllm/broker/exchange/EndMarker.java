package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Watches a stream whose framing does not say where it ends, because it ends with its connection: such a stream is whole only
 * if its own last word was seen. In JSON these words cannot stand inside a string, where their quotes would be escaped.
 */
final class EndMarker {

    private static final List<String> NDJSON = List.of("\"done\":true", "\"status\":\"success\"", "\"error\":");
    private static final List<String> EVENTS =
            List.of("data: [DONE]", "event: message_stop", "event: response.completed", "event: error");
    private static final int LONGEST = 32;

    private final List<String> words;
    private String tail = "";
    private boolean seen;

    private EndMarker(List<String> words) {
        this.words = words;
    }

    /** A watch for streams of this type; one that is content with any end for types without an end marker. */
    static EndMarker of(String contentType) {
        if (contentType.startsWith("application/x-ndjson")) {
            return new EndMarker(NDJSON);
        }
        if (contentType.startsWith("text/event-stream")) {
            return new EndMarker(EVENTS);
        }
        EndMarker any = new EndMarker(List.of());
        any.seen = true;
        return any;
    }

    void watch(ByteBuf piece) {
        if (!seen) {
            String text = tail + piece.toString(StandardCharsets.ISO_8859_1);
            seen = words.stream().anyMatch(text::contains);
            tail = text.substring(Math.max(0, text.length() - LONGEST));
        }
    }

    boolean seen() {
        return seen;
    }
}
