package online.cloudtolocalllm.daemon.ipc;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** Reads the commands of an authenticated client out of their JSON objects. Unknown fields are ignored. Pure. */
public final class CommandReader {

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
            "REVOKE_KEY",
            "RESTORE_KEY",
            "LEGACY",
            "AUTOSTART",
            "OLLAMA",
            "SHOW_APP",
            "HIDE_APP",
            "OPEN_SETTINGS",
            "QUIT_APP");

    /** Commands that are read here. */
    private static final Set<String> READ = Set.of(
            "PING",
            "GET_CONNECTION_STATUS",
            "PROXY_REQUEST",
            "ATTACH_STREAM",
            "CREDIT",
            "CANCEL",
            "LEAVE",
            "TEST_CONNECTION",
            "START_DEMO",
            "QUIT",
            "SUBSCRIBE",
            "UNSUBSCRIBE",
            "UPDATE_TOOLTIP",
            "UPDATE_ICON",
            "AUTH_STATUS",
            "HELLO",
            "AUTH");

    private CommandReader() {}

    /** Every command that there is. */
    static Set<String> names() {
        return Stream.concat(READ.stream(), ASKED.stream()).collect(Collectors.toUnmodifiableSet());
    }

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
        return read(message, Optional.empty());
    }

    /** Reads one message, in which an outline stands for the body if there is one here. */
    static Reading read(JsonObject message, Optional<ProxyBody.Text> body) {
        Optional<String> command = message.text("command");
        if (command.isEmpty()) {
            return bad("The message has no \"command\".");
        }
        if (ASKED.contains(command.get())) {
            return new Reading.Understood(new IpcCommand.Ask(command.get(), message));
        }
        if (!READ.contains(command.get())) {
            return new Reading.Wrong("The daemon does not know this command.", "unknown_command");
        }
        return switch (command.get()) {
            case "PING" -> new Reading.Understood(new IpcCommand.Ping());
            case "GET_CONNECTION_STATUS" -> new Reading.Understood(new IpcCommand.Status());
            case "PROXY_REQUEST" -> ProxyReader.proxy(message, body);
            case "ATTACH_STREAM" -> ProxyReader.attach(message);
            case "LEAVE" -> ProxyReader.leave(message);
            case "CREDIT" -> ProxyReader.credit(message);
            case "CANCEL" -> ProxyReader.cancel(message);
            case "TEST_CONNECTION" -> test(message);
            case "START_DEMO" -> new Reading.Understood(new IpcCommand.StartDemo());
            case "QUIT" -> new Reading.Understood(new IpcCommand.Quit());
            case "SUBSCRIBE", "UNSUBSCRIBE", "UPDATE_TOOLTIP", "UPDATE_ICON", "AUTH_STATUS" ->
                ClientReader.read(command.get(), message);
            case "HELLO", "AUTH" ->
                new Reading.Wrong("This connection is already authenticated.", "already_authenticated");
            default -> throw new IllegalStateException(command.get() + " is in the list and not read");
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
