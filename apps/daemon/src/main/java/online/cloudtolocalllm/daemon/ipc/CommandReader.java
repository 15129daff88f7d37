package online.cloudtolocalllm.daemon.ipc;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** Reads the commands of an authenticated client out of their JSON objects. Unknown fields are ignored. Pure. */
public final class CommandReader {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    /** Commands whose fields their handlers check. */
    private static final Set<String> ASKED = Set.of(
            "GET_CONFIG",
            "SET_CONFIG",
            "RELOAD",
            "UPDATE_AUTH_TOKEN",
            "TOKEN_STATUS",
            "ROUTE",
            "LIST_REQUESTS",
            "GET_STATS",
            "CREATE_KEY",
            "LIST_KEYS",
            "REVOKE_KEY");

    private CommandReader() {}

    /** What a message says. */
    public sealed interface Reading {

        /**
         * A command to carry out.
         *
         * @param command the command
         */
        record Understood(IpcCommand command) implements Reading {}

        /**
         * Not a command, or one with a wrong field.
         *
         * @param text what is wrong, for people
         * @param code the same as one stable word
         */
        record Wrong(String text, String code) implements Reading {}
    }

    /** Reads one message. */
    public static Reading read(JsonObject message) {
        Optional<String> command = message.text("command");
        if (command.isEmpty()) {
            return bad("The message has no \"command\".");
        }
        return switch (command.get()) {
            case "PING" -> new Reading.Understood(new IpcCommand.Ping());
            case "GET_CONNECTION_STATUS" -> new Reading.Understood(new IpcCommand.Status());
            case "PROXY_REQUEST" -> proxy(message);
            case "TEST_CONNECTION" -> test(message);
            case "START_DEMO" -> new Reading.Understood(new IpcCommand.StartDemo());
            case "QUIT" -> new Reading.Understood(new IpcCommand.Quit());
            case "HELLO", "AUTH" ->
                new Reading.Wrong("This connection is already authenticated.", "already_authenticated");
            default ->
                ASKED.contains(command.get())
                        ? new Reading.Understood(new IpcCommand.Ask(command.get(), message))
                        : new Reading.Wrong("The daemon does not know this command.", "unknown_command");
        };
    }

    private static Reading test(JsonObject message) {
        Optional<String> name = message.text("connection");
        if (name.isEmpty()) {
            return bad("TEST_CONNECTION needs the name of a \"connection\".");
        }
        if (present(message, "chat")
                .filter(value -> !(value instanceof JsonFlag))
                .isPresent()) {
            return bad("The \"chat\" of TEST_CONNECTION must be true or false.");
        }
        return ConnectionId.isValid(name.get())
                ? new Reading.Understood(new IpcCommand.Test(new ConnectionId(name.get()), message.flag("chat", false)))
                : unknownConnection();
    }

    private static Reading proxy(JsonObject message) {
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
            case RequestTarget.Reading.Plain(RequestTarget target) -> proxy(message, method, target);
        };
    }

    private static Reading proxy(JsonObject message, String method, RequestTarget target) {
        Optional<JsonValue> connection = present(message, "connection");
        if (connection.isPresent() && !(connection.get() instanceof JsonText)) {
            return bad("The \"connection\" must be a name.");
        }
        Optional<String> name = message.text("connection");
        if (name.isPresent() && !ConnectionId.isValid(name.get())) {
            return unknownConnection();
        }
        Optional<JsonValue> data = present(message, "data");
        if (message.flag("stream", false) || asksForStream(data)) {
            return new Reading.Wrong(
                    "Streamed answers are not offered over IPC yet. Send \"stream\": false, or ask the gateway over"
                            + " HTTP.",
                    "stream_unsupported");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Optional<Reading> wrongHeader = headers(message, headers);
        return wrongHeader.orElseGet(() -> new Reading.Understood(new IpcCommand.Proxy(new ProxyCall(
                method,
                target,
                data.map(body -> StreamingPaths.contains(target) ? whole(body) : body),
                name.map(ConnectionId::new),
                headers))));
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
            into.put(field.getKey(), value);
        }
        return Optional.empty();
    }

    private static boolean asksForStream(Optional<JsonValue> data) {
        return data.isPresent()
                && data.get() instanceof JsonObject body
                && body.get("stream").filter(new JsonFlag(true)::equals).isPresent();
    }

    /** A missing or null "stream" means a stream there. */
    private static JsonValue whole(JsonValue body) {
        return body instanceof JsonObject object && present(object, "stream").isEmpty()
                ? object.with("stream", false)
                : body;
    }

    private static Optional<JsonValue> present(JsonObject object, String name) {
        return object.get(name).filter(value -> value != JsonNull.NULL);
    }

    private static Reading bad(String text) {
        return new Reading.Wrong(text, "bad_request");
    }

    private static Reading unknownConnection() {
        return new Reading.Wrong("No connection has that name.", "unknown_connection");
    }
}
