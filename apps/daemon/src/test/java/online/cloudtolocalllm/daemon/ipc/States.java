package online.cloudtolocalllm.daemon.ipc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;

/** States of a daemon with one connection. */
final class States {

    private States() {}

    /** The daemon of {@code docs/protocol.md} with its connection in this state. */
    static DaemonStatus with(long revision, HealthState state, String reason) {
        ConnectionStatus local = new ConnectionStatus(
                FakeControl.LOCAL,
                ConnectionKind.LOCAL_OLLAMA,
                "http://localhost:11434",
                true,
                10,
                new Health(state, FakeControl.STARTED, reason),
                Optional.of("0.17.4"),
                List.of("llama3.2:latest"),
                true,
                Optional.of(Duration.ofMillis(2)),
                Optional.of(FakeControl.STARTED.plusMillis(1500)));
        return new DaemonStatus(
                "0.1.0",
                4242,
                FakeControl.STARTED,
                "http://127.0.0.1:11435",
                60_000_000,
                0,
                0,
                7,
                List.of(),
                new StatusSnapshot(
                        revision,
                        FakeControl.STARTED,
                        List.of(local),
                        Optional.of(FakeControl.LOCAL),
                        Optional.empty()));
    }
}
