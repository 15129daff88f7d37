package online.cloudtolocalllm.protocol.ipc;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.StatusJson;

/** What the daemon tells a client without being asked ({@code docs/protocol.md}, "Events"). */
public sealed interface DaemonEvent {

    /** {@code SHOW}: show your window. */
    record Show() implements DaemonEvent {}

    /** {@code HIDE}: hide your window. */
    record Hide() implements DaemonEvent {}

    /**
     * {@code SETTINGS}: show the settings.
     *
     * @param tab which part of them, such as {@code connections}; empty for the last one
     */
    record Settings(String tab) implements DaemonEvent {}

    /** {@code QUIT}: end yourself. */
    record Quit() implements DaemonEvent {}

    /** {@code OLLAMA_TEST}: show the test of connections. */
    record OllamaTest() implements DaemonEvent {}

    /** {@code SHUTTING_DOWN}: the daemon stops; no event comes after this, and answers that are under way still do. */
    record ShuttingDown() implements DaemonEvent {}

    /**
     * {@code STATUS}: the whole state, for subscribers.
     *
     * @param status the state
     */
    record Status(DaemonStatus status) implements DaemonEvent {}

    /**
     * {@code FAILOVER}: a request was served by another connection than the first, for subscribers.
     *
     * @param failover what happened
     */
    record Failover(FailoverEvent failover) implements DaemonEvent {}

    /**
     * {@code CONNECTION_STATUS_CHANGED}: one connection has another state, in the original's shape, for subscribers.
     *
     * @param connection its name
     * @param status {@code state}, {@code error_message}, {@code version} and {@code models}
     */
    record ConnectionChanged(String connection, JsonObject status) implements DaemonEvent {}

    /** The event's JSON object. */
    default JsonObject toJson() {
        return switch (this) {
            case Show ignored -> named("SHOW");
            case Hide ignored -> named("HIDE");
            case Settings(String tab) ->
                tab.isEmpty() ? named("SETTINGS") : named("SETTINGS").with("tab", tab);
            case Quit ignored -> named("QUIT");
            case OllamaTest ignored -> named("OLLAMA_TEST");
            case ShuttingDown ignored -> named("SHUTTING_DOWN");
            case Status(DaemonStatus status) -> named("STATUS").with("snapshot", StatusJson.write(status));
            case Failover(FailoverEvent failover) ->
                JsonObject.builder()
                        .put("command", "FAILOVER")
                        .put("from", failover.from().name())
                        .put("to", failover.to().name())
                        .put("why", failover.why())
                        .put("at", failover.at().toString())
                        .put("model", failover.model())
                        .build();
            case ConnectionChanged(String connection, JsonObject status) ->
                named("CONNECTION_STATUS_CHANGED")
                        .with("connection_type", connection)
                        .with("status", status);
        };
    }

    private static JsonObject named(String command) {
        return JsonObject.of("command", command);
    }

    /** Reads an event; empty if it is none, or one that this version does not know. */
    static Optional<DaemonEvent> read(JsonObject json) {
        return switch (json.text("command", "")) {
            case "SHOW" -> Optional.of(new Show());
            case "HIDE" -> Optional.of(new Hide());
            case "SETTINGS" -> Optional.of(new Settings(json.text("tab", "")));
            case "QUIT" -> Optional.of(new Quit());
            case "OLLAMA_TEST" -> Optional.of(new OllamaTest());
            case "SHUTTING_DOWN" -> Optional.of(new ShuttingDown());
            case "STATUS" -> status(json);
            case "FAILOVER" -> failover(json);
            case "CONNECTION_STATUS_CHANGED" ->
                Optional.of(new ConnectionChanged(json.text("connection_type", ""), json.object("status")));
            default -> Optional.empty();
        };
    }

    private static Optional<DaemonEvent> status(JsonObject json) {
        try {
            return Optional.of(new Status(StatusJson.read(json.object("snapshot"))));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private static Optional<DaemonEvent> failover(JsonObject json) {
        String from = json.text("from", "");
        String to = json.text("to", "");
        if (!ConnectionId.isValid(from) || !ConnectionId.isValid(to)) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.parse(json.text("at", ""));
            return Optional.of(new Failover(new FailoverEvent(
                    at, new ConnectionId(from), new ConnectionId(to), json.text("why", ""), json.text("model", ""))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
