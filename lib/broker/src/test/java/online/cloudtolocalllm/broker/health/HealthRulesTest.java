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
            case 'A' -> new Observation.RequestAnswered();
            case 'F' -> new Observation.RequestNotConnected("nothing listens");
            default -> throw new IllegalArgumentException(String.valueOf(letter));
        };
    }

    /** a: probe answered, f: probe failed, r: probe refused, k: credential refused, A: request answered, F: request not connected. */
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
        "rA,        UP",
        "aF,        UP",
        "aFF,       UP",
        "aFFF,      DOWN",
        "aFFAF,     UP",
        "FFF,       DOWN",
        "k,         SIGN_IN_NEEDED",
        "aka,       UP",
        "akfff,     DOWN",
    })
    void statesFollowObservations(String observations, HealthState state) {
        Vitals vitals = Vitals.unknown(START);
        for (int i = 0; i < observations.length(); i++) {
            vitals = HealthRules.next(vitals, seen(observations.charAt(i)), START);
        }
        assertThat(vitals.health().state()).isEqualTo(state);
    }

    @Test
    void anObservationThatChangesNothingReturnsTheSameVitals() {
        Vitals up = HealthRules.next(Vitals.unknown(START), seen('a'), START);

        assertThat(HealthRules.next(up, seen('a'), START.plusSeconds(1))).isSameAs(up);
        assertThat(HealthRules.next(up, seen('A'), START.plusSeconds(1))).isSameAs(up);
    }

    @Test
    void sinceIsTheMomentOfTheChangeAndTheReasonIsKept() {
        Vitals vitals = Vitals.unknown(START);
        for (int i = 1; i <= 4; i++) {
            vitals = HealthRules.next(vitals, seen('f'), START.plusSeconds(i));
        }
        assertThat(vitals.health().since()).isEqualTo(START.plusSeconds(3));
        assertThat(vitals.health().reason()).isEqualTo("no answer");
    }
}
