package online.cloudtolocalllm.broker.health;

import java.time.Instant;
import online.cloudtolocalllm.protocol.status.HealthState;

/**
 * How a connection's state follows from what is seen of it. Pure.
 *
 * <p>Up after one answered probe at the start and two after it was down; down after three failed probes, or three requests
 * in a row that could not connect. Answers of any status prove that it is up; slow first bytes and clients that leave prove
 * nothing and are never observed.
 */
public final class HealthRules {

    private static final int FAILURES_TO_DOWN = 3;
    private static final int SUCCESSES_TO_UP = 2;

    private HealthRules() {}

    /** The vitals after an observation; the same object if nothing changed. */
    public static Vitals next(Vitals now, Observation seen, Instant at) {
        return switch (seen) {
            case Observation.ProbeAnswered ignored -> probeAnswered(now, at);
            case Observation.RequestAnswered ignored -> requestAnswered(now, at);
            case Observation.CredentialRefused(int status) ->
                now.counts(0, 0, 0).become(HealthState.SIGN_IN_NEEDED, "the token was refused (" + status + ")", at);
            case Observation.ProbeFailed(String why, boolean refused) -> probeFailed(now, why, refused, at);
            case Observation.RequestNotConnected(String why) -> requestNotConnected(now, why, at);
        };
    }

    private static Vitals probeAnswered(Vitals now, Instant at) {
        return switch (now.health().state()) {
            case UP -> now.probeFailures() == 0 && now.connectFailures() == 0 ? now : now.counts(0, 0, 0);
            case UNKNOWN, SLOW, SIGN_IN_NEEDED, RATE_LIMITED -> up(now, at);
            case CONNECTING, DOWN -> {
                int successes = now.probeSuccesses() + 1;
                yield successes >= SUCCESSES_TO_UP
                        ? up(now, at)
                        : now.counts(0, 0, successes)
                                .become(HealthState.CONNECTING, "it answers, and is asked once more", at);
            }
        };
    }

    private static Vitals requestAnswered(Vitals now, Instant at) {
        if (now.health().state() == HealthState.UP && now.probeFailures() == 0 && now.connectFailures() == 0) {
            return now;
        }
        return up(now, at);
    }

    private static Vitals probeFailed(Vitals now, String why, boolean refused, Instant at) {
        int failures = Math.min(now.probeFailures() + 1, FAILURES_TO_DOWN);
        Vitals counted = now.counts(failures, now.connectFailures(), 0);
        return switch (now.health().state()) {
            case UP, SLOW -> counted.become(failures < FAILURES_TO_DOWN ? HealthState.SLOW : HealthState.DOWN, why, at);
            case UNKNOWN, SIGN_IN_NEEDED, RATE_LIMITED ->
                refused || failures >= FAILURES_TO_DOWN
                        ? counted.become(HealthState.DOWN, why, at)
                        : counted.become(now.health().state(), why, at);
            case CONNECTING, DOWN -> counted.become(HealthState.DOWN, why, at);
        };
    }

    private static Vitals requestNotConnected(Vitals now, String why, Instant at) {
        int failures = Math.min(now.connectFailures() + 1, FAILURES_TO_DOWN);
        Vitals counted = now.counts(now.probeFailures(), failures, 0);
        return failures >= FAILURES_TO_DOWN ? counted.become(HealthState.DOWN, why, at) : counted;
    }

    private static Vitals up(Vitals now, Instant at) {
        return now.counts(0, 0, 0).become(HealthState.UP, "", at);
    }
}
