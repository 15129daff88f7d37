package online.cloudtolocalllm.broker.health;

import java.time.Instant;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;

/**
 * What the health rules remember of a connection.
 *
 * @param health its state as shown
 * @param probeFailures failed probes in a row
 * @param connectFailures requests in a row that could not connect
 * @param probeSuccesses answered probes in a row since it was down
 */
public record Vitals(Health health, int probeFailures, int connectFailures, int probeSuccesses) {

    /** A connection that nobody has asked yet. */
    public static Vitals unknown(Instant now) {
        return new Vitals(new Health(HealthState.UNKNOWN, now, ""), 0, 0, 0);
    }

    Vitals become(HealthState state, String reason, Instant now) {
        Instant since = state == health.state() ? health.since() : now;
        return new Vitals(new Health(state, since, reason), probeFailures, connectFailures, probeSuccesses);
    }

    Vitals counts(int probeFailures, int connectFailures, int probeSuccesses) {
        return new Vitals(health, probeFailures, connectFailures, probeSuccesses);
    }
}
