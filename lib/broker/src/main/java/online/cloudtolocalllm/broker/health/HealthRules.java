package online.cloudtolocalllm.broker.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import online.cloudtolocalllm.broker.health.Vitals.Circuit;
import online.cloudtolocalllm.broker.health.Vitals.Counts;
import online.cloudtolocalllm.broker.health.Vitals.Parking;
import online.cloudtolocalllm.broker.health.Vitals.Refusal;
import online.cloudtolocalllm.protocol.status.HealthState;

/**
 * How a connection's state follows from what is seen of it. Pure.
 *
 * <p>Up after one answered probe at the start and two after it was down; down after three probes that nobody answered, or
 * three requests in a row that could not connect. Answers of any status prove that it lives: a probe that is answered with an
 * error makes it slow, with the reason in words, and never down by that alone. Slow first bytes and clients that leave prove
 * nothing and are never observed.
 *
 * <p>Probes that are answered while live traffic cannot connect (ADR 0020): after three failed connects answered probes count
 * for nothing until 4.5 s have passed, doubled up to 60 s each time that this happens again before a request was answered.
 */
public final class HealthRules {

    private static final int SUCCESSES_TO_UP = 2;
    private static final int FAILURES_TO_DOWN = Vitals.FAILURES_TO_DOWN;

    /** So that a connection is up again within 5 s, the last probe included. */
    private static final Duration FIRST_HOLD = Duration.ofMillis(4_500);

    private static final Duration LONGEST_HOLD = Duration.ofSeconds(60);

    /** Later refusals of the same kind move the end of a rate limit only if it matters. */
    private static final Duration WORTH_MOVING = Duration.ofSeconds(1);

    private HealthRules() {}

    /** The vitals after an observation; the same object if nothing changed. */
    public static Vitals next(Vitals now, Observation seen, Instant at) {
        Vitals next = after(now, seen, at);
        return next.equals(now) ? now : next.shown(at);
    }

    private static Vitals after(Vitals now, Observation seen, Instant at) {
        return switch (seen) {
            case Observation.ProbeAnswered ignored -> probeAnswered(now, at);
            case Observation.ProbeAnsweredBadly(int status, String why) -> probeAnsweredBadly(now, status, why, at);
            case Observation.ProbeFailed(String why, boolean refused) -> probeFailed(now, why, refused);
            case Observation.CredentialRefused(int status) ->
                refused(probeTaken(now.with(now.life().fit()), at), Refusal.By.PROBE, status);
            case Observation.CredentialMissing(String why) ->
                now.with(now.life().become(HealthState.SIGN_IN_NEEDED, why));
            case Observation.ListAnswered ignored -> accepted(now, Refusal.By.LIST);
            case Observation.ListRefused(int status) -> refused(probeTaken(now, at), Refusal.By.LIST, status);
            case Observation.RequestAnswered(boolean well) -> requestAnswered(now, well);
            case Observation.RequestRefused(int status) -> refused(answered(now), Refusal.By.REQUEST, status);
            case Observation.RequestNotConnected(String why) -> requestNotConnected(now, why, at);
            case Observation.RateLimited(Duration pause) -> parked(answered(now), pause, at);
            case Observation.ParkingOver(Instant end) -> parkingOver(now, end);
            case Observation.Woken ignored -> woken(now, at);
        };
    }

    private static Vitals probeAnswered(Vitals before, Instant at) {
        Vitals now = accepted(before, Refusal.By.PROBE).with(before.life().fit());
        return switch (now.life().state()) {
            case CONNECTING, DOWN -> {
                int successes = Math.min(now.counts().probeSuccesses() + 1, SUCCESSES_TO_UP);
                yield successes >= SUCCESSES_TO_UP && !now.held(at)
                        ? up(now)
                        : half(now, successes, "it answers, and is asked once more");
            }
            default -> up(now);
        };
    }

    private static Vitals probeAnsweredBadly(Vitals now, int status, String why, Instant at) {
        if (status == 429) {
            return parked(probeTaken(now, at), RetryAfter.BY_DEFAULT, at);
        }
        Vitals unfit = now.with(now.life().unfit(why));
        if (now.held(at)) {
            return half(unfit, 0, why);
        }
        // A web page or a redirect in the place of the API: only a connection that has worked is believed to work
        // still.
        boolean serves = status >= 400 || now.life().worked();
        return unfit.with(Counts.NONE).with(unfit.life().become(serves ? HealthState.SLOW : HealthState.DOWN, why));
    }

    private static Vitals half(Vitals now, int successes, String why) {
        return now.with(new Counts(0, 0, successes)).with(now.life().become(HealthState.CONNECTING, why));
    }

    private static Vitals probeFailed(Vitals now, String why, boolean refused) {
        int failures = Math.min(now.counts().probeFailures() + 1, FAILURES_TO_DOWN);
        Vitals counted = now.with(new Counts(failures, now.counts().connectFailures(), 0));
        HealthState state =
                switch (now.life().state()) {
                    case UP, SLOW -> failures < FAILURES_TO_DOWN ? HealthState.SLOW : HealthState.DOWN;
                    case UNKNOWN -> refused || failures >= FAILURES_TO_DOWN ? HealthState.DOWN : HealthState.UNKNOWN;
                    default -> HealthState.DOWN;
                };
        return counted.with(now.life().become(state, why));
    }

    private static Vitals requestAnswered(Vitals now, boolean well) {
        if (!well) {
            return answered(now);
        }
        return answered(now.with(now.life().working())).refused(Optional.empty());
    }

    /** A request got something of any kind back: it lives, and takes connections. */
    private static Vitals answered(Vitals now) {
        return alive(now.with(Circuit.CLOSED));
    }

    /** A probe was refused politely: it lives, but that says nothing of whether it takes live traffic. */
    private static Vitals probeTaken(Vitals now, Instant at) {
        return now.held(at) ? half(now, 0, now.life().reason()) : alive(now);
    }

    private static Vitals alive(Vitals now) {
        String unfit = now.life().unfit();
        if (unfit.isEmpty()) {
            return up(now);
        }
        boolean serves = now.life().state() != HealthState.DOWN || now.life().worked();
        return now.with(Counts.NONE).with(now.life().become(serves ? HealthState.SLOW : HealthState.DOWN, unfit));
    }

    private static Vitals refused(Vitals now, Refusal.By by, int status) {
        return now.refused(Optional.of(new Refusal(by, status)));
    }

    /** Only who refused a credential proves by another answer that it is taken: other paths may need none. */
    private static Vitals accepted(Vitals now, Refusal.By by) {
        return now.refused(now.refusal().filter(refusal -> refusal.by() != by));
    }

    private static Vitals requestNotConnected(Vitals now, String why, Instant at) {
        int failures = Math.min(now.counts().connectFailures() + 1, FAILURES_TO_DOWN);
        Vitals counted = now.with(
                new Counts(now.counts().probeFailures(), failures, now.counts().probeSuccesses()));
        HealthState state = now.life().state();
        boolean trialFailed = state == HealthState.CONNECTING && now.circuit().openings() > 0;
        if (state == HealthState.DOWN || (failures < FAILURES_TO_DOWN && !trialFailed)) {
            return counted;
        }
        boolean lasted = now.health().state() == HealthState.UP && now.age(at).compareTo(LONGEST_HOLD) >= 0;
        int openings = lasted ? 1 : Math.min(now.circuit().openings() + 1, 8);
        return counted.with(new Counts(now.counts().probeFailures(), failures, 0))
                .with(new Circuit(openings, at.plus(hold(openings))))
                .with(now.life().become(HealthState.DOWN, why));
    }

    private static Duration hold(int openings) {
        Duration doubled = FIRST_HOLD.multipliedBy(1L << (openings - 1));
        return doubled.compareTo(LONGEST_HOLD) < 0 ? doubled : LONGEST_HOLD;
    }

    private static Vitals parked(Vitals now, Duration pause, Instant at) {
        Instant until = at.plus(pause);
        boolean later = now.parking()
                .map(parking -> until.isAfter(parking.until().plus(WORTH_MOVING)))
                .orElse(true);
        String why = "it was asked too much, and is left alone for " + Math.max(1, pause.toSeconds()) + " s";
        return later ? now.parked(Optional.of(new Parking(until, why))) : now;
    }

    private static Vitals parkingOver(Vitals now, Instant end) {
        return now.parked(now.parking().filter(parking -> !parking.until().equals(end)));
    }

    private static Vitals woken(Vitals now, Instant at) {
        return now.with(new Counts(0, 0, now.counts().probeSuccesses()))
                .with(Circuit.CLOSED)
                .parked(now.parking().filter(parking -> parking.until().isAfter(at)));
    }

    private static Vitals up(Vitals now) {
        return now.with(Counts.NONE).with(now.life().become(HealthState.UP, ""));
    }
}
