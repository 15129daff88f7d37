package online.cloudtolocalllm.chat.model.library;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.window.words.LinkWords;

/** States of a daemon. */
public final class PlayedState {

    private static final Instant NOW = Instant.parse("2026-11-22T12:40:00Z");

    private PlayedState() {}

    /** A connection. */
    public static ConnectionStatus connection(String name, ConnectionKind kind, HealthState state, String... models) {
        return new ConnectionStatus(
                new ConnectionId(name),
                kind,
                "http://192.168.1.20:11434",
                true,
                10,
                new Health(state, NOW, ""),
                Optional.empty(),
                List.of(models),
                true,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                models.length == 0 ? List.of() : List.of(models[0]),
                List.of());
    }

    /** Ollama on this computer, which is up. */
    public static ConnectionStatus ollama(String... models) {
        return connection("local_ollama", ConnectionKind.LOCAL_OLLAMA, HealthState.UP, models);
    }

    /** A daemon with these connections. */
    public static ChatState of(ConnectionStatus... connections) {
        StatusSnapshot snapshot = new StatusSnapshot(
                1,
                NOW,
                List.of(connections),
                List.of(connections).stream()
                        .filter(connection -> connection.health().state().serves())
                        .map(ConnectionStatus::id)
                        .findFirst(),
                Optional.empty());
        DaemonStatus status = new DaemonStatus("0.1.0", 1, NOW, "http://x", 0, 0, 0, 0, List.of(), snapshot);
        return new ChatState(new LinkWords(true, "", false), Optional.of(status), "");
    }

    /** The same, with the link to it lost. */
    public static ChatState away(ChatState state) {
        return new ChatState(new LinkWords(false, "The daemon is not running.", true), state.status(), state.chosen());
    }
}
