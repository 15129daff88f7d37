package online.cloudtolocalllm.daemon.ipc;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.daemon.ipc.CommandReader.Reading;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** Reads {@code PROXY_REQUEST}, and what is said about its calls later. Pure. */
final class ProxyReader {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private ProxyReader() {}

    static Reading proxy(JsonObject message, Optional<ProxyBody.Text> body) {
        String method = message.text("method", "").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            return bad("The \"method\" must be one of GET, HEAD, POST, PUT, PATCH and DELETE.");
        }
        Optional<String> path = message.text("path");
        if (path.isEmpty()) {
            return bad("PROXY_REQUEST needs a \"path\", for example \"/api/tags\".");
        }
        return switch (RequestTarget.read(path.get())) {
            case RequestTarget.Reading.Refused(String why) -> new Reading.Wrong("The path " + why + ".", "bad_path");
            case RequestTarget.Reading.Plain(RequestTarget target) -> proxy(message, body, method, target);
        };
    }

    private static Reading proxy(
            JsonObject message, Optional<ProxyBody.Text> text, String method, RequestTarget target) {
        Optional<JsonValue> connection = present(message, "connection");
        if (connection.isPresent() && !(connection.get() instanceof JsonText)) {
            return bad("The \"connection\" must be a name.");
        }
        Optional<String> name = message.text("connection");
        if (name.isPresent() && !ConnectionId.isValid(name.get())) {
            return new Reading.Wrong("No connection has that name.", "unknown_connection");
        }
        Optional<JsonValue> data = present(message, "data");
        Optional<Reading> wrongStream = wrongStream(message, data).or(() -> wrongKeep(message));
        if (wrongStream.isPresent()) {
            return wrongStream.get();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Optional<Reading> wrongHeader = headers(message, headers);
        boolean streamed = message.flag("stream", false);
        return wrongHeader.orElseGet(() -> new Reading.Understood(new IpcCommand.Proxy(new ProxyCall(
                method,
                target,
                data.map(body -> asking(body, target, streamed)).map(body -> body(body, text)),
                name.map(ConnectionId::new),
                headers,
                streamed,
                message.flag("keep", false)))));
    }

    private static Optional<Reading> wrongStream(JsonObject message, Optional<JsonValue> data) {
        Optional<JsonValue> stream = present(message, "stream");
        if (stream.isPresent() && !(stream.get() instanceof JsonFlag)) {
            return Optional.of(bad("The \"stream\" of PROXY_REQUEST must be true or false."));
        }
        if (message.flag("stream", false)) {
            return present(message, "id").isPresent()
                    ? Optional.empty()
                    : Optional.of(bad("A streamed PROXY_REQUEST needs an \"id\"."));
        }
        boolean asksForStream = data.isPresent()
                && data.get() instanceof JsonObject body
                && body.get("stream").filter(new JsonFlag(true)::equals).isPresent();
        return asksForStream
                ? Optional.of(new Reading.Wrong(
                        "For a streamed answer say \"stream\": true in the command itself, next to \"data\".",
                        "stream_unsupported"))
                : Optional.empty();
    }

    private static Optional<Reading> wrongKeep(JsonObject message) {
        Optional<JsonValue> keep = present(message, "keep");
        if (keep.isPresent() && !(keep.get() instanceof JsonFlag)) {
            return Optional.of(bad("The \"keep\" of PROXY_REQUEST must be true or false."));
        }
        return message.flag("keep", false) && !message.flag("stream", false)
                ? Optional.of(bad("Only a streamed answer can be kept: say \"stream\": true as well."))
                : Optional.empty();
    }

    private static Optional<Reading> headers(JsonObject message, Map<String, String> into) {
        Optional<JsonValue> given = present(message, "headers");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (!(given.get() instanceof JsonObject(Map<String, JsonValue> fields))) {
            return Optional.of(bad("The \"headers\" must be an object of texts."));
        }
        if (fields.size() > ProxyHeaders.MOST) {
            return Optional.of(bad("There may be at most " + ProxyHeaders.MOST + " headers."));
        }
        for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
            if (!(field.getValue() instanceof JsonText(String value))) {
                return Optional.of(bad("The \"headers\" must be an object of texts."));
            }
            Optional<String> refusal = ProxyHeaders.refusal(field.getKey(), value);
            if (refusal.isPresent()) {
                return Optional.of(new Reading.Wrong(refusal.get(), "bad_header"));
            }
            // The space around a value is not part of it, and what writes the request refuses it at the front.
            into.put(field.getKey(), value.strip());
        }
        return Optional.empty();
    }

    private static ProxyBody body(JsonValue json, Optional<ProxyBody.Text> text) {
        return text.isPresent() ? text.get().like(json) : new ProxyBody.Tree(json);
    }

    /** A missing or null "stream" in the body means what the path's API says, so it is put in. */
    private static JsonValue asking(JsonValue body, RequestTarget target, boolean streamed) {
        boolean mustSay = streamed ? StreamingPaths.canStream(target) : StreamingPaths.streamsUnasked(target);
        return mustSay
                        && body instanceof JsonObject object
                        && present(object, "stream").isEmpty()
                ? object.with("stream", streamed)
                : body;
    }

    /** {@code CREDIT}: a wrong number is told to the call, which would otherwise wait for credit that never comes. */
    static Reading credit(JsonObject message) {
        Optional<JsonValue> call = present(message, "id");
        if (call.isEmpty()) {
            return bad("CREDIT needs the \"id\" of a streamed PROXY_REQUEST.");
        }
        long bytes = message.get("bytes").orElse(JsonNull.NULL) instanceof JsonNumber number && number.isInt()
                ? number.asLong()
                : 0;
        return new Reading.Understood(
                bytes >= 1 && bytes <= Credit.MOST
                        ? new IpcCommand.Credit(call.get(), bytes)
                        : new IpcCommand.WrongCredit(call.get()));
    }

    /** {@code ATTACH_STREAM}. */
    static Reading attach(JsonObject message) {
        Optional<String> kept = message.text("kept");
        if (present(message, "id").isEmpty() || kept.isEmpty()) {
            return bad("ATTACH_STREAM needs an \"id\", and the name in \"kept\" that the answer's head had.");
        }
        long offset = offset(message.get("offset").orElse(JsonNull.NULL));
        return offset >= 0
                ? new Reading.Understood(new IpcCommand.Attach(kept.get(), offset))
                : bad("The \"offset\" of ATTACH_STREAM must be a whole number from 0 to " + Integer.MAX_VALUE + ".");
    }

    private static long offset(JsonValue given) {
        return switch (given) {
            case JsonNull _ -> 0;
            case JsonNumber number when number.isInt() -> number.asLong();
            case JsonValue _ -> -1;
        };
    }

    /** {@code LEAVE}. */
    static Reading leave(JsonObject message) {
        return present(message, "id")
                .<Reading>map(call -> new Reading.Understood(new IpcCommand.Leave(call)))
                .orElseGet(() -> bad("LEAVE needs the \"id\" of a streamed request."));
    }

    /** {@code CANCEL}. */
    static Reading cancel(JsonObject message) {
        return present(message, "id")
                .<Reading>map(call -> new Reading.Understood(new IpcCommand.Cancel(call)))
                .orElseGet(() -> bad("CANCEL needs the \"id\" of a PROXY_REQUEST."));
    }

    private static Optional<JsonValue> present(JsonObject object, String name) {
        return object.get(name).filter(value -> value != JsonNull.NULL);
    }

    private static Reading bad(String text) {
        return new Reading.Wrong(text, "bad_request");
    }
}
