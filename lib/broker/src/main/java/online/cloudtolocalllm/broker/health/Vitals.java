package online.cloudtolocalllm.broker.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;

/**
 * What the health rules remember of a connection. What is shown follows from the rest: whether it lives comes first, then a
 * refused credential, then a rate limit.
 *
 * @param health its state as shown
 * @param life whether it answers
 * @param counts what happened in a row
 * @param circuit how often live traffic could not connect
 * @param refusal who refused the credential, if somebody did
 * @param parking until when it is left alone, if it asked for that
 */
public record Vitals(
        Health health,
        Life life,
        Counts counts,
        Circuit circuit,
        Optional<Refusal> refusal,
        Optional<Parking> parking) {

    /** So many probes in a row must be unanswered before a connection counts as silent. */
    static final int FAILURES_TO_DOWN = 3;

    /**
     * Whether it answers.
     *
     * @param state unknown, connecting, up, slow or down
     * @param reason why it is not up, in words
     * @param unfit what was wrong with the answer to the last answered probe; empty if nothing was
     * @param worked whether it ever did work for which a credential is needed
     */
    record Life(HealthState state, String reason, String unfit, boolean worked) {

        Life become(HealthState next, String why) {
            return new Life(next, why, unfit, worked);
        }

        Life fit() {
            return unfit.isEmpty() ? this : new Life(state, reason, "", worked);
        }

        Life unfit(String why) {
            return new Life(state, reason, why, worked);
        }

        Life working() {
            return worked ? this : new Life(state, reason, unfit, true);
        }
    }

    /**
     * What happened in a row.
     *
     * @param probeFailures unanswered probes
     * @param connectFailures requests that could not connect
     * @param probeSuccesses answered probes since it was down
     */
    record Counts(int probeFailures, int connectFailures, int probeSuccesses) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    /**
     * The circuit breaker of live traffic.
     *
     * @param openings how often it opened without a request being answered in between
     * @param heldUntil answered probes do not close it before
     */
    record Circuit(int openings, Instant heldUntil) {
        static final Circuit CLOSED = new Circuit(0, Instant.MIN);
    }

    /** Who refused the credential; only the same proves that it is taken again, or a request that was served. */
    record Refusal(By by, int status) {
        enum By {
            PROBE,
            LIST,
            REQUEST
        }
    }

    /** Until when the connection is left alone. */
    record Parking(Instant until, String why) {}

    /** A connection that nobody has asked yet. */
    public static Vitals unknown(Instant now) {
        return new Vitals(
                new Health(HealthState.UNKNOWN, now, ""),
                new Life(HealthState.UNKNOWN, "", "", false),
                Counts.NONE,
                Circuit.CLOSED,
                Optional.empty(),
                Optional.empty());
    }

    /** Whether its probes are not answered at all, which is how a black hole looks and nothing that lives. */
    public boolean silent() {
        return counts.probeFailures >= FAILURES_TO_DOWN;
    }

    /** Whether another answered request would change nothing. */
    boolean calm() {
        return health.state() == HealthState.UP
                && life.worked
                && counts.equals(Counts.NONE)
                && circuit.equals(Circuit.CLOSED);
    }

    /** Whether answered probes do not make it up yet. */
    boolean held(Instant now) {
        return circuit.heldUntil.isAfter(now);
    }

    Vitals with(Life next) {
        return new Vitals(health, next, counts, circuit, refusal, parking);
    }

    Vitals with(Counts next) {
        return new Vitals(health, life, next, circuit, refusal, parking);
    }

    Vitals with(Circuit next) {
        return new Vitals(health, life, counts, next, refusal, parking);
    }

    Vitals refused(Optional<Refusal> next) {
        return new Vitals(health, life, counts, circuit, next, parking);
    }

    Vitals parked(Optional<Parking> next) {
        return new Vitals(health, life, counts, circuit, refusal, next);
    }

    /** The state to show follows from the rest; it begins now if it is another than before. */
    Vitals shown(Instant now) {
        HealthState state = life.state;
        String reason = life.reason;
        boolean lives = state != HealthState.DOWN && state != HealthState.CONNECTING;
        if (lives && refusal.isPresent()) {
            state = HealthState.SIGN_IN_NEEDED;
            reason = "the token was refused (" + refusal.get().status + ")";
        } else if (lives && parking.isPresent()) {
            state = HealthState.RATE_LIMITED;
            reason = parking.get().why;
        }
        Instant since = state == health.state() ? health.since() : now;
        return new Vitals(new Health(state, since, reason), life, counts, circuit, refusal, parking);
    }

    /** For how long it has been shown as it is. */
    Duration age(Instant now) {
        return Duration.between(health.since(), now);
    }
}
