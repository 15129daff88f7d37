package online.cloudtolocalllm.daemon.report;

import java.util.List;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;

/** How things are now, for {@code /_broker/metrics}. Pure. */
final class StateMetrics {

    private static final List<String> CONNECTION = List.of("connection");

    private StateMetrics() {}

    static void write(MetricsText text, DaemonStatus status, long unlogged) {
        gauge(text, "requests_in_flight", "Requests on their way.", (double) status.requestsRunning());
        gauge(text, "requests_queued", "Requests among these that wait until a connection has room.", (double)
                status.requestsQueued());
        text.family(
                        name("unlogged_requests_total"),
                        MetricsText.Type.COUNTER,
                        "Requests that got no line in the log because there were too many.")
                .sample(name("unlogged_requests_total"), (double) unlogged);
        connections(text, status.snapshot().connections());
        text.family(name("build_info"), MetricsText.Type.GAUGE, "Always 1; the version is in the label.")
                .sample(name("build_info"), List.of("version"), List.of(status.version()), 1);
        text.family("process_start_time_seconds", MetricsText.Type.GAUGE, "When the daemon started, in Unix time.")
                .sample("process_start_time_seconds", status.started().toEpochMilli() / 1e3);
        if (status.residentBytes() > 0) {
            text.family("process_resident_memory_bytes", MetricsText.Type.GAUGE, "Memory that the daemon holds.")
                    .sample("process_resident_memory_bytes", (double) status.residentBytes());
        }
    }

    private static void connections(MetricsText text, List<ConnectionStatus> connections) {
        String up = name("connection_up");
        text.family(up, MetricsText.Type.GAUGE, "Whether a connection serves requests now.");
        for (ConnectionStatus connection : connections) {
            text.sample(
                    up,
                    CONNECTION,
                    List.of(connection.id().name()),
                    connection.health().state().serves() ? 1 : 0);
        }
        String state = name("connection_state");
        text.family(state, MetricsText.Type.GAUGE, "1 for the state that a connection is in, 0 for all others.");
        for (ConnectionStatus connection : connections) {
            for (HealthState each : HealthState.values()) {
                text.sample(
                        state,
                        List.of("connection", "type", "state"),
                        List.of(connection.id().name(), connection.kind().wireName(), each.word()),
                        each == connection.health().state() ? 1 : 0);
            }
        }
        String latency = name("probe_latency_seconds");
        text.family(latency, MetricsText.Type.GAUGE, "How long the last answered probe of a connection took.");
        for (ConnectionStatus connection : connections) {
            connection
                    .latency()
                    .ifPresent(took -> text.sample(
                            latency, CONNECTION, List.of(connection.id().name()), took.toNanos() / 1e9));
        }
    }

    private static void gauge(MetricsText text, String name, String help, double value) {
        text.family(name(name), MetricsText.Type.GAUGE, help).sample(name(name), value);
    }

    private static String name(String name) {
        return RequestMetrics.PREFIX + name;
    }
}
