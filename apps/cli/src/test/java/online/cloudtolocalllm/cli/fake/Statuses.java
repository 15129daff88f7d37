package online.cloudtolocalllm.cli.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;

/** States of a daemon, and daemons in these states. */
public final class Statuses {

    private Statuses() {}

    /** A daemon whose first serving connection is the active one. */
    public static DaemonStatus of(String gateway, ConnectionStatus... connections) {
        Optional<ConnectionId> active = List.of(connections).stream()
                .filter(connection ->
                        connection.enabled() && connection.health().state().serves())
                .map(ConnectionStatus::id)
                .findFirst();
        return new DaemonStatus(
                "0.1.0",
                ProcessHandle.current().pid(),
                Scene.NOW.minus(Duration.ofMinutes(192)),
                gateway,
                58_000_000,
                3,
                0,
                412,
                List.of(),
                new StatusSnapshot(7, Scene.NOW, List.of(connections), active, Optional.empty()));
    }

    /** The same after a failover. */
    public static DaemonStatus withFailover(DaemonStatus status, String from, String to, String why) {
        StatusSnapshot s = status.snapshot();
        FailoverEvent event = new FailoverEvent(
                Scene.NOW.minus(Duration.ofMinutes(11)), new ConnectionId(from), new ConnectionId(to), why);
        return new DaemonStatus(
                status.version(),
                status.pid(),
                status.started(),
                status.gateway(),
                status.residentBytes(),
                status.requestsRunning(),
                status.requestsQueued(),
                status.requestsServed(),
                List.of("a settings file was set aside"),
                new StatusSnapshot(s.revision(), s.at(), s.connections(), s.active(), Optional.of(event)));
    }

    /** The same at another revision. */
    public static DaemonStatus revised(DaemonStatus status, long revision) {
        StatusSnapshot s = status.snapshot();
        return new DaemonStatus(
                status.version(),
                status.pid(),
                status.started(),
                status.gateway(),
                status.residentBytes(),
                status.requestsRunning(),
                status.requestsQueued(),
                status.requestsServed(),
                status.clients(),
                status.legacyUntil(),
                status.tray(),
                status.supervised(),
                status.notices(),
                new StatusSnapshot(revision, s.at(), s.connections(), s.active(), s.lastFailover()));
    }

    /** A connection that is up. */
    public static ConnectionStatus up(String name, ConnectionKind kind, String... models) {
        return connection(name, kind, true, HealthState.UP, "", models);
    }

    /** A connection that is not. */
    public static ConnectionStatus not(String name, ConnectionKind kind, HealthState state, String reason) {
        return connection(name, kind, true, state, reason);
    }

    /** A connection that is switched off. */
    public static ConnectionStatus off(String name, ConnectionKind kind) {
        return connection(name, kind, false, HealthState.UNKNOWN, "");
    }

    private static ConnectionStatus connection(
            String name, ConnectionKind kind, boolean enabled, HealthState state, String reason, String... models) {
        boolean up = state.serves();
        Instant since = Scene.NOW.minus(Duration.ofMinutes(up ? 192 : 11));
        return new ConnectionStatus(
                new ConnectionId(name),
                kind,
                "http://localhost:11434",
                enabled,
                10,
                new Health(state, since, reason),
                up ? Optional.of("0.17.4") : Optional.empty(),
                List.of(models),
                up,
                up ? Optional.of(Duration.ofMillis(2)) : Optional.empty(),
                Optional.empty());
    }

    /** A running daemon that always tells this status. */
    public static FakeDaemon daemon(Locations locations, DaemonStatus status) throws java.io.IOException {
        return daemon(locations, () -> status);
    }

    /** A running daemon that tells what the supplier says. */
    public static FakeDaemon daemon(Locations locations, Supplier<DaemonStatus> status) throws java.io.IOException {
        return new FakeDaemon(
                locations,
                FakeDaemon.Manners.GOOD,
                request -> request.text("command", "").equals("GET_CONNECTION_STATUS")
                        ? Optional.of(JsonObject.of("snapshot", StatusJson.write(status.get())))
                        : Optional.empty());
    }
}
