package online.cloudtolocalllm.protocol.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One connection as it is now.
 *
 * @param id its name
 * @param kind what it is
 * @param address its base URL as configured
 * @param enabled whether it may be used
 * @param priority lower is asked first
 * @param health its state
 * @param version the upstream's version, once known
 * @param models the names of its models, sorted; empty until known
 * @param modelsKnown whether the list of models was ever read
 * @param latency how long the last answered probe took
 * @param lastCheck when it was last probed or answered a request
 * @param paused whether its owner keeps requests away from it for now
 * @param preferred whether its owner wants it asked first
 * @param loaded the names of the models that it holds in memory, sorted
 * @param latencies how long its probes took lately, oldest first
 */
public record ConnectionStatus(
        ConnectionId id,
        ConnectionKind kind,
        String address,
        boolean enabled,
        int priority,
        Health health,
        Optional<String> version,
        List<String> models,
        boolean modelsKnown,
        Optional<Duration> latency,
        Optional<Instant> lastCheck,
        boolean paused,
        boolean preferred,
        List<String> loaded,
        List<Latency> latencies) {

    /** Copies the lists. */
    public ConnectionStatus {
        models = List.copyOf(models);
        loaded = List.copyOf(loaded);
        latencies = List.copyOf(latencies);
    }

    /** A connection that is neither paused nor preferred and holds nothing in memory. */
    public ConnectionStatus(
            ConnectionId id,
            ConnectionKind kind,
            String address,
            boolean enabled,
            int priority,
            Health health,
            Optional<String> version,
            List<String> models,
            boolean modelsKnown,
            Optional<Duration> latency,
            Optional<Instant> lastCheck) {
        this(
                id,
                kind,
                address,
                enabled,
                priority,
                health,
                version,
                models,
                modelsKnown,
                latency,
                lastCheck,
                false,
                false,
                List.of(),
                List.of());
    }
}
