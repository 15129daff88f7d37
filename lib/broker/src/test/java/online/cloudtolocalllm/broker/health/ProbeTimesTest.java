package online.cloudtolocalllm.broker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.broker.TimeLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeTimesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Observation ANSWERED = new Observation.ProbeAnswered(Duration.ofMillis(5), "1.2");
    private static final Observation FAILED = new Observation.ProbeFailed("no answer", false);
    private static final Observation NOT_CONNECTED = new Observation.RequestNotConnected("refused");

    private static Vitals after(Observation... observations) {
        Vitals vitals = Vitals.unknown(NOW);
        for (Observation seen : observations) {
            vitals = HealthRules.next(vitals, seen, NOW);
        }
        return vitals;
    }

    private static Duration next(Vitals vitals, boolean inUse, Instant now) {
        return ProbeTimes.interval(vitals, inUse, TimeLimits.standard(), now);
    }

    @ParameterizedTest
    @CsvSource({"false, 10000", "true, 2000"})
    void aConnectionThatIsUpIsProbedMoreOftenWhileItIsInUse(boolean inUse, long millis) {
        assertThat(next(after(ANSWERED), inUse, NOW)).hasMillis(millis);
    }

    @Test
    void whatIsNotUpIsProbedOften() {
        assertThat(next(after(ANSWERED, FAILED, FAILED, FAILED), false, NOW)).hasSeconds(2);
        assertThat(next(after(new Observation.ProbeAnsweredBadly(500, "ill")), false, NOW))
                .hasSeconds(2);
        assertThat(next(after(new Observation.CredentialRefused(401)), false, NOW))
                .hasSeconds(2);
    }

    @Test
    void whoWasAskedTooMuchIsNotAskedMore() {
        assertThat(next(after(new Observation.RateLimited(Duration.ofMinutes(5))), true, NOW))
                .hasSeconds(10);
    }

    @Test
    void aConnectionThatAnsweredOnceIsAskedAgainAtOnceUnlessItMustWait() {
        assertThat(next(after(ANSWERED, FAILED, FAILED, FAILED, ANSWERED), false, NOW))
                .hasMillis(250);
        Vitals held = after(ANSWERED, NOT_CONNECTED, NOT_CONNECTED, NOT_CONNECTED, ANSWERED);
        assertThat(next(held, false, NOW)).hasSeconds(2);
        assertThat(next(held, false, NOW.plusMillis(4_000))).hasMillis(500);
        assertThat(next(held, false, NOW.plusMillis(4_400))).hasMillis(250);
        assertThat(next(held, false, NOW.plusSeconds(6))).hasMillis(250);
    }

    @Test
    void threeProbesThatNobodyAnswersTakeNoLongerThanThreeAndAHalfSeconds() {
        TimeLimits limits = TimeLimits.standard();
        var settings = Connections.remote("box", "http://box.lan", 1);
        Duration all = ProbeTimes.overlap(settings, limits)
                .multipliedBy(ProbeTimes.TRIES - 1)
                .plus(limits.probe(settings));
        assertThat(all).hasMillis(3_500);
    }

    @Test
    void severalProbesAtATimeGoOnlyToWhatMayBeUp() {
        assertThat(ProbeTimes.inDoubt(after())).isTrue();
        assertThat(ProbeTimes.inDoubt(after(ANSWERED))).isTrue();
        assertThat(ProbeTimes.inDoubt(after(ANSWERED, FAILED))).isTrue();
        assertThat(ProbeTimes.inDoubt(after(FAILED, FAILED, FAILED))).isFalse();
    }
}
