package online.cloudtolocalllm.broker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthRulesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static Observation seen(char letter) {
        return switch (letter) {
            case 'a' -> new Observation.ProbeAnswered(Duration.ofMillis(2), "1");
            case 'f' -> new Observation.ProbeFailed("no answer", false);
            case 'r' -> new Observation.ProbeFailed("nothing listens", true);
            case 'k' -> new Observation.CredentialRefused(401);
            case 'l' -> new Observation.ListAnswered();
            case 'm' -> new Observation.ListRefused(403);
            case '2' -> new Observation.ProbeAnsweredBadly(200, "wrong endpoint");
            case '4' -> new Observation.ProbeAnsweredBadly(404, "wrong endpoint");
            case '5' -> new Observation.ProbeAnsweredBadly(500, "a fault");
            case '9' -> new Observation.ProbeAnsweredBadly(429, "asked too much");
            case 'A' -> new Observation.RequestAnswered(true);
            case 'B' -> new Observation.RequestAnswered(false);
            case 'K' -> new Observation.RequestRefused(401);
            case 'F' -> new Observation.RequestNotConnected("nothing listens");
            case 'L' -> new Observation.RateLimited(Duration.ofSeconds(30));
            case 'W' -> new Observation.Woken();
            default -> throw new IllegalArgumentException(String.valueOf(letter));
        };
    }

    /** Observes one letter after the other; a dot lets a second pass, and an end of parking is noted when it comes. */
    private static Vitals after(String observations) {
        Vitals vitals = Vitals.unknown(START);
        Instant now = START;
        for (int i = 0; i < observations.length(); i++) {
            char letter = observations.charAt(i);
            if (letter == '.') {
                now = now.plusSeconds(1);
                Instant end = vitals.parking().map(Vitals.Parking::until).orElse(Instant.MAX);
                vitals = end.isAfter(now) ? vitals : HealthRules.next(vitals, new Observation.ParkingOver(end), now);
            } else {
                vitals = HealthRules.next(vitals, seen(letter), now);
            }
        }
        return vitals;
    }

    private static String seconds(int count) {
        return ".".repeat(count);
    }

    /**
     * Probes: a answered, f failed, r refused, k 401, 2 a web page, 4 5 9 answered 404, 500, 429. List: l read, m 403. Requests:
     * A served, B answered otherwise, K 401, F not connected, L rate limited. W woken.
     */
    @ParameterizedTest
    @CsvSource({
        "a,         UP",
        "f,         UNKNOWN",
        "ff,        UNKNOWN",
        "fff,       DOWN",
        "r,         DOWN",
        "af,        SLOW",
        "aff,       SLOW",
        "afff,      DOWN",
        "afa,       UP",
        "affaff,    SLOW",
        "afffa,     CONNECTING",
        "afffaa,    UP",
        "afffaf,    DOWN",
        "afffA,     UP",
        "afffB,     UP",
        "rA,        UP",
        "aF,        UP",
        "aFF,       UP",
        "aFFF,      DOWN",
        "aFFAF,     UP",
        "aFFBF,     UP",
        "aFFaF,     UP",
        "FFF,       DOWN",
        // answered badly: the server lives
        "5,         SLOW",
        "4,         SLOW",
        "a5,        SLOW",
        "a5555555,  SLOW",
        "a4444444,  SLOW",
        "a5a,       UP",
        "aff5ff,    SLOW",
        "afff5,     SLOW",
        "afff4,     SLOW",
        "a5A,       SLOW",
        "a5B,       SLOW",
        "a5AB5A5,   SLOW",
        "a5Aa,      UP",
        "a5fff,     DOWN",
        "a5fffA,    SLOW",
        // a web page in the place of the API
        "2,         DOWN",
        "a2,        DOWN",
        "aA2,       SLOW",
        "aA2A2A,    SLOW",
        "2A,        SLOW",
        "2B,        DOWN",
        "2aa,       UP",
        // too much asked
        "9,         RATE_LIMITED",
        "a9,        RATE_LIMITED",
        "a9aaa,     RATE_LIMITED",
        "aL,        RATE_LIMITED",
        "aLa,       RATE_LIMITED",
        "aLA,       RATE_LIMITED",
        "aLf,       RATE_LIMITED",
        "aLfff,     DOWN",
        "aLfffaa,   RATE_LIMITED",
        "afffL,     RATE_LIMITED",
        // credentials
        "k,         SIGN_IN_NEEDED",
        "aka,       UP",
        "akB,       SIGN_IN_NEEDED",
        "akA,       UP",
        "akfff,     DOWN",
        "akfffa,    CONNECTING",
        "aK,        SIGN_IN_NEEDED",
        "aKa,       SIGN_IN_NEEDED",
        "aKaalB,    SIGN_IN_NEEDED",
        "aKA,       UP",
        "aKka,      UP",
        "aKfffaa,   SIGN_IN_NEEDED",
        "am,        SIGN_IN_NEEDED",
        "ama,       SIGN_IN_NEEDED",
        "amal,      UP",
        "amA,       UP",
        "fffk,      SIGN_IN_NEEDED",
        "aKL,       SIGN_IN_NEEDED",
        // woken
        "aFFWF,     UP",
        "affWff,    SLOW",
        "afffWaa,   UP",
        "aFFFWaa,   UP",
        "aLW,       RATE_LIMITED",
    })
    void statesFollowObservations(String observations, HealthState state) {
        assertThat(after(observations).health().state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "29, RATE_LIMITED",
        "30, UP",
    })
    void aRateLimitEndsByItself(int seconds, HealthState state) {
        assertThat(after("aLa" + seconds(seconds)).health().state()).isEqualTo(state);
        assertThat(after("a9a" + seconds(seconds)).health().state()).isEqualTo(state);
    }

    @Test
    void aRateLimitThatIsRepeatedEndsLater() {
        assertThat(after("aL" + seconds(20) + "L" + seconds(10)).health().state())
                .isEqualTo(HealthState.RATE_LIMITED);
        assertThat(after("aL" + seconds(20) + "L" + seconds(30)).health().state())
                .isEqualTo(HealthState.UP);
    }

    @Test
    void anEndThatWasMovedMeanwhileEndsNothing() {
        Vitals parked = after("aL..L");
        Vitals after = HealthRules.next(parked, new Observation.ParkingOver(START.plusSeconds(30)), START);

        assertThat(after).isSameAs(parked);
    }

    @Test
    void wakingUpAfterTheEndOfARateLimitEndsIt() {
        Vitals parked = after("aL");

        assertThat(HealthRules.next(parked, seen('W'), START.plusSeconds(3600))
                        .health()
                        .state())
                .isEqualTo(HealthState.UP);
    }

    /** Live traffic could not connect: answered probes close the circuit after 4.5 s, doubled each time. */
    @ParameterizedTest
    @CsvSource({
        "aFFF....aaaa,                                   CONNECTING",
        "aFFF.....aa,                                    UP",
        "aFFF....aaaa.a,                                 UP",
        "aFFF.A,                                         UP",
        "aFFF.B,                                         UP",
        "aFFF.5,                                         CONNECTING",
        "aFFF.....5,                                     SLOW",
        "aFFF.....aaFFF.....aa,                          CONNECTING",
        "aFFF.....aaFFF..........aa,                     UP",
        "aFFF.....aaAFFF.....aa,                         UP",
        "aFFF.....aF.....aa,                             CONNECTING",
        "aFFF.....aF..........aa,                        UP",
        "aFFFFFFFF.....aa,                               UP",
        "afffFFF.aa,                                     UP",
        "aFFFk,                                          CONNECTING",
        "aFFFK,                                          SIGN_IN_NEEDED",
    })
    void aConnectionThatAnswersProbesAndTakesNoTrafficIsTriedAgainLessAndLess(String observations, HealthState state) {
        assertThat(after(observations).health().state()).isEqualTo(state);
    }

    @Test
    void theWaitIsAMinuteAtMostAndBeginsAnewAfterAMinuteThatWentWell() {
        String opening = "FFF" + seconds(60) + "aa";
        String seven = opening.repeat(7).replace("aaFFF", "aa.FFF");
        assertThat(after("a" + seven + "FFF" + seconds(59) + "aa").health().state())
                .isEqualTo(HealthState.CONNECTING);
        assertThat(after("a" + seven + "FFF" + seconds(60) + "aa").health().state())
                .isEqualTo(HealthState.UP);
        assertThat(after("a" + seven + seconds(60) + "FFF" + seconds(5) + "aa")
                        .health()
                        .state())
                .isEqualTo(HealthState.UP);
    }

    @Test
    void onlyProbesThatNobodyAnswersMakeItSilent() {
        assertThat(after("aff").silent()).isFalse();
        assertThat(after("afff").silent()).isTrue();
        assertThat(after("a555").silent()).isFalse();
        assertThat(after("afff5").silent()).isFalse();
        assertThat(after("aFFF").silent()).isFalse();
        assertThat(after("2").silent()).isFalse();
        assertThat(after("afffW").silent()).isFalse();
    }

    @Test
    void anObservationThatChangesNothingReturnsTheSameVitals() {
        Vitals up = after("aA");

        assertThat(up.calm()).isTrue();
        for (char letter : "aABl".toCharArray()) {
            assertThat(HealthRules.next(up, seen(letter), START.plusSeconds(1))).isSameAs(up);
        }
        Vitals ill = after("aA5");
        assertThat(HealthRules.next(ill, seen('5'), START.plusSeconds(1))).isSameAs(ill);
        assertThat(HealthRules.next(ill, seen('A'), START.plusSeconds(1))).isSameAs(ill);
    }

    @Test
    void sinceIsTheMomentOfTheChangeAndTheReasonIsKept() {
        Vitals vitals = after(".f.f.f.f");

        assertThat(vitals.health().since()).isEqualTo(START.plusSeconds(3));
        assertThat(vitals.health().reason()).isEqualTo("no answer");
        assertThat(after("aKa").health().reason()).isEqualTo("the token was refused (401)");
        assertThat(after("aL").health().reason()).contains("left alone for 30 s");
        assertThat(after("a5A").health().reason()).isEqualTo("a fault");
        assertThat(after("a5a").health().reason()).isEmpty();
    }
}
