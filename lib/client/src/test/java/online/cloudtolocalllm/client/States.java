package online.cloudtolocalllm.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;

/** States of a daemon with one connection. */
final class States {

    private States() {}

    /** As JSON. */
    static JsonObject json(long revision, String... models) {
        return StatusJson.write(of(revision, models));
    }

    /** A state with this revision. */
    static DaemonStatus of(long revision, String... models) {
        ConnectionId local = new ConnectionId("local_ollama");
        ConnectionStatus connection = new ConnectionStatus(
                local,
                ConnectionKind.LOCAL_OLLAMA,
                "http://localhost:11434",
                true,
                10,
                new Health(HealthState.UP, Instant.EPOCH, ""),
                Optional.empty(),
                List.of(models),
                true,
                Optional.empty(),
                Optional.empty());
        StatusSnapshot snapshot =
                new StatusSnapshot(revision, Instant.EPOCH, List.of(connection), Optional.of(local), Optional.empty());
        return new DaemonStatus("1", 1, Instant.EPOCH, "http://127.0.0.1:1", 0, 0, 0, 0, List.of(), snapshot);
    }
}
