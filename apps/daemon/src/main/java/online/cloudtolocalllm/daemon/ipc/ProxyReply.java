package online.cloudtolocalllm.daemon.ipc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonRaw;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** The outcome of a {@link ProxyCall}. */
public sealed interface ProxyReply {

    /**
     * A connection answered, well or badly.
     *
     * @param httpStatus the answer's HTTP status
     * @param servedBy the connection's name
     * @param body the answer's body, see {@link #body(byte[])}
     * @param attempts how many connections were asked, this one included
     * @param tried who did not answer before
     */
    record Answered(int httpStatus, String servedBy, JsonValue body, int attempts, List<Tried> tried)
            implements ProxyReply {

        /** Copies the list. */
        public Answered {
            tried = List.copyOf(tried);
        }

        /** An answer by the first connection that was asked. */
        public Answered(int httpStatus, String servedBy, JsonValue body) {
            this(httpStatus, servedBy, body, 1, List.of());
        }
    }

    /**
     * No connection answered, or none may be asked.
     *
     * @param text what happened and what to do, for people
     * @param code the same as one stable word, such as {@code no_connection}
     * @param httpStatus the status that says so, if nobody answered; empty for other reasons
     * @param attempts how many connections were asked
     */
    record Refused(String text, String code, OptionalInt httpStatus, int attempts) implements ProxyReply {

        /** A refusal for another reason than that nobody answered. */
        public Refused(String text, String code) {
            this(text, code, OptionalInt.empty(), 0);
        }
    }

    /** A body of more bytes is looked at and passed on as it came; a tree of it would take many times its room. */
    int LARGEST_TREE = 64 * 1024;

    /** A body as it came: its JSON value, an empty object when there is nothing, and anything else as text (UTF-8, read leniently). */
    static JsonValue body(byte[] bytes) {
        return bytes.length > LARGEST_TREE ? large(bytes, 0, bytes.length) : small(bytes);
    }

    /** The same of a part of an array, which may be altered. */
    static JsonValue body(byte[] bytes, int from, int to) {
        return to - from > LARGEST_TREE ? large(bytes, from, to) : small(Arrays.copyOfRange(bytes, from, to));
    }

    private static JsonValue large(byte[] bytes, int from, int to) {
        return JsonRaw.of(bytes, from, to)
                .<JsonValue>map(raw -> raw)
                .orElseGet(() -> new JsonText(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
    }

    private static JsonValue small(byte[] bytes) {
        if (bytes.length == 0) {
            return JsonObject.EMPTY;
        }
        try {
            return Json.parse(bytes);
        } catch (MalformedJsonException e) {
            // Several upstreams answer some paths in plain text ("Ollama is running"); that is an answer, not a
            // failure.
            return new JsonText(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
