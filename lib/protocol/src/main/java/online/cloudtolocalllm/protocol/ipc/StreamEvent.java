package online.cloudtolocalllm.protocol.ipc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * A piece of a streamed answer ({@code docs/protocol.md}, "Streamed answers"): a head, any number of chunks, and an end or a
 * failure. A failure may come alone.
 */
public sealed interface StreamEvent {

    /**
     * The answer begins.
     *
     * @param httpStatus the answer's HTTP status
     * @param servedBy the connection that answers
     * @param attempts how many connections were asked, this one included
     * @param tried who did not answer before
     * @param headers the answer's header fields, names in lower case
     * @param kept the name under which the answer is kept; empty if it is not
     */
    record Head(
            int httpStatus, String servedBy, int attempts, List<Tried> tried, Map<String, String> headers, String kept)
            implements StreamEvent {

        /** Copies the lists. */
        public Head {
            tried = List.copyOf(tried);
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }

        /** The head of an answer that is not kept. */
        public Head(int httpStatus, String servedBy, int attempts, List<Tried> tried, Map<String, String> headers) {
            this(httpStatus, servedBy, attempts, tried, headers, "");
        }

        /** The same of an answer that is kept under this name. */
        public Head keptAs(String name) {
            return new Head(httpStatus, servedBy, attempts, tried, headers, name);
        }
    }

    /**
     * One line of an NDJSON stream, one event of a server-sent-events stream, or the whole of another answer.
     *
     * @param data its JSON value
     * @param type the name of a server-sent event; empty if it has none
     */
    record Chunk(JsonValue data, String type) implements StreamEvent {}

    /**
     * Words that are no JSON, in the place of a chunk.
     *
     * @param text the words
     * @param type the name of a server-sent event; empty if it has none
     */
    record Text(String text, String type) implements StreamEvent {}

    /** The answer is whole. */
    record End() implements StreamEvent {}

    /**
     * The answer broke off, or there is none.
     *
     * @param code what happened, as one stable word
     * @param message the same for people
     * @param httpStatus the status that says so, where nobody answered
     */
    record Failed(String code, String message, OptionalInt httpStatus) implements StreamEvent {}

    /** The event's JSON object for the call with this id. */
    default JsonObject toJson(JsonValue id) {
        JsonObject.Builder json = JsonObject.builder().put("id", id);
        switch (this) {
            case Head(
                    int httpStatus,
                    String servedBy,
                    int attempts,
                    List<Tried> tried,
                    Map<String, String> headers,
                    String kept) -> {
                JsonObject.Builder fields = JsonObject.builder();
                headers.forEach(fields::put);
                json.put("event", "head")
                        .put("http_status", httpStatus)
                        .put("served_by", servedBy)
                        .put("attempts", attempts)
                        .put("tried", Tried.toJson(tried))
                        .put("headers", fields.build());
                if (!kept.isEmpty()) {
                    json.put("kept", kept);
                }
            }
            case Chunk(JsonValue data, String type) -> {
                json.put("event", "chunk").put("data", data);
                putType(json, type);
            }
            case Text(String text, String type) -> {
                json.put("event", "chunk").put("text", text);
                putType(json, type);
            }
            case End ignored -> json.put("event", "end");
            case Failed(String code, String message, OptionalInt httpStatus) -> {
                JsonObject error = JsonObject.of("code", code, "message", message);
                json.put("event", "error")
                        .put(
                                "error",
                                httpStatus.isPresent() ? error.with("http_status", httpStatus.getAsInt()) : error);
            }
        }
        return json.build();
    }

    private static void putType(JsonObject.Builder json, String type) {
        if (!type.isEmpty()) {
            json.put("type", type);
        }
    }

    /** Reads an event; empty if the object is none, or one that this version does not know. */
    static Optional<StreamEvent> read(JsonObject json) {
        return switch (json.text("event", "")) {
            case "head" ->
                Optional.of(new Head(
                        Math.toIntExact(Math.clamp(json.integer("http_status").orElse(0), 0, 999)),
                        json.text("served_by", ""),
                        Math.toIntExact(Math.clamp(json.integer("attempts").orElse(0), 0, 1_000)),
                        Tried.read(json.array("tried")),
                        texts(json.object("headers")),
                        json.text("kept", "")));
            case "chunk" ->
                json.text("text").isPresent() && !json.has("data")
                        ? Optional.of(new Text(json.text("text", ""), json.text("type", "")))
                        : Optional.of(new Chunk(json.get("data").orElse(JsonNull.NULL), json.text("type", "")));
            case "end" -> Optional.of(new End());
            case "error" -> Optional.of(failed(json.object("error")));
            default -> Optional.empty();
        };
    }

    private static Failed failed(JsonObject error) {
        long status = error.integer("http_status").orElse(0);
        return new Failed(
                error.text("code", ""),
                error.text("message", "The answer broke off."),
                status >= 100 && status <= 999 ? OptionalInt.of((int) status) : OptionalInt.empty());
    }

    private static Map<String, String> texts(JsonObject json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.fields().forEach((name, value) -> {
            if (value instanceof JsonText(String text)) {
                texts.put(name, text);
            }
        });
        return texts;
    }
}
