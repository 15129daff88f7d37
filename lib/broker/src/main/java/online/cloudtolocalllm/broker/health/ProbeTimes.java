package online.cloudtolocalllm.broker.health;

import java.time.Duration;
import java.time.Instant;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.status.HealthState;

/** When a connection is probed next. Pure. */
final class ProbeTimes {

    /** Between two probes while it is not clear how the connection is doing: certainty is wanted soon. */
    static final Duration IN_DOUBT = Duration.ofMillis(250);

    /** Probes that may be unanswered at the same time. */
    static final int TRIES = 3;

    private ProbeTimes() {}

    /** The time from the beginning of one round of probes to that of the next, without jitter. */
    static Duration interval(Vitals vitals, boolean inUse, TimeLimits limits, Instant now) {
        Duration active = limits.probeIntervalActive();
        if (vitals.life().state() == HealthState.CONNECTING) {
            Duration held = Duration.between(
                    now,
                    now.isBefore(vitals.circuit().heldUntil())
                            ? vitals.circuit().heldUntil()
                            : now);
            return shorter(active, held.compareTo(IN_DOUBT) > 0 ? held : IN_DOUBT);
        }
        return switch (vitals.health().state()) {
            case UP -> inUse ? active : limits.probeInterval();
            case RATE_LIMITED -> limits.probeInterval();
            default -> active;
        };
    }

    /**
     * After how long another probe is sent beside one that is not answered. Three of them, one after the other, would take
     * longer to show a black hole than anybody should wait; a server that is merely slow answers one of them.
     */
    static Duration overlap(ConnectionSettings settings, TimeLimits limits) {
        return limits.probe(settings).multipliedBy(3).dividedBy(8);
    }

    /** Whether it is worth sending several probes beside each other: not to what is known to be down. */
    static boolean inDoubt(Vitals vitals) {
        return switch (vitals.life().state()) {
            case UP, SLOW, UNKNOWN -> true;
            default -> false;
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
