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
        Optional<Instant> lastCheck) {

    /** Copies the list. */
    public ConnectionStatus {
        models = List.copyOf(models);
    }
}
