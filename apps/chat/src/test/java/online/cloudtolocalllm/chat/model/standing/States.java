package online.cloudtolocalllm.chat.model.standing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.protocol.status.Supervision;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.window.words.LinkWords;

/** What a daemon may tell. */
public final class States {

    /** When everything began. */
    public static final Instant SINCE = Instant.parse("2026-11-22T12:31:00Z");

    private States() {}

    /** Ollama on this computer, that nobody has started. */
    public static ConnectionStatus silent() {
        return connection(
                "local_ollama",
                ConnectionKind.LOCAL_OLLAMA,
                HealthState.DOWN,
                "nothing listens on localhost:11434",
                false,
                List.of());
    }

    /** An Ollama elsewhere that is so. */
    public static ConnectionStatus other(String name, HealthState state, String why) {
        return connection(name, ConnectionKind.OLLAMA, state, why, false, state.serves() ? List.of("x") : List.of());
    }

    /** One that is paused. */
    public static ConnectionStatus paused(String name) {
        return connection(name, ConnectionKind.OLLAMA, HealthState.UP, "", true, List.of("x"));
    }

    /** The demo. */
    public static ConnectionStatus demo() {
        return connection("demo", ConnectionKind.DEMO, HealthState.UP, "", false, List.of("demo"));
    }

    /** One that is up and has no model. */
    public static ConnectionStatus empty() {
        return connection("local_ollama", ConnectionKind.LOCAL_OLLAMA, HealthState.UP, "", false, List.of());
    }

    private static ConnectionStatus connection(
            String name, ConnectionKind kind, HealthState state, String why, boolean paused, List<String> models) {
        return new ConnectionStatus(
                new ConnectionId(name),
                kind,
                kind == ConnectionKind.LOCAL_OLLAMA ? "http://localhost:11434" : "http://192.168.1.20:11434",
                true,
                10,
                new Health(state, SINCE, why),
                Optional.empty(),
                models,
                true,
                Optional.of(Duration.ofMillis(2)),
                Optional.empty(),
                paused,
                false,
                List.of(),
                List.of());
    }

    /** A daemon with these, of which the first that is up serves, and a tray. */
    public static ChatState of(ConnectionStatus... connections) {
        return of(TrayState.SHOWN, List.of(), connections);
    }

    /** A daemon with these and such a tray, that wants this to be known. */
    public static ChatState of(TrayState tray, List<String> notices, ConnectionStatus... connections) {
        Optional<ConnectionId> active = List.of(connections).stream()
                .filter(connection ->
                        !connection.paused() && connection.health().state().serves())
                .map(ConnectionStatus::id)
                .findFirst();
        Optional<FailoverEvent> failover = notices.isEmpty()
                ? Optional.empty()
                : Optional.of(new FailoverEvent(
                        SINCE, new ConnectionId("gpu_box"), new ConnectionId("local_ollama"), "no route"));
        StatusSnapshot snapshot = new StatusSnapshot(1, SINCE, List.of(connections), active, failover);
        return new ChatState(
                new LinkWords(true, "", false),
                Optional.of(new DaemonStatus(
                        "0.1.0",
                        1,
                        SINCE,
                        "http://127.0.0.1:11435",
                        0,
                        0,
                        0,
                        0,
                        1,
                        Optional.empty(),
                        tray,
                        Supervision.NONE,
                        notices,
                        snapshot)),
                "");
    }

    /** Without a daemon. */
    public static ChatState offline() {
        return new ChatState(new LinkWords(false, "The daemon is not running.", true), Optional.empty(), "");
    }
}
