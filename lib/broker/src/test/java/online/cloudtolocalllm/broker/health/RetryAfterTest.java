package online.cloudtolocalllm.broker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-01T08:49:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "429 | -                                  | 30",
                "429 | 7                                  | 7",
                "429 | ' 7 '                              | 7",
                "429 | 0                                  | 1",
                "429 | 86400                              | 3600",
                "429 | 99999999999999999999999999999999   | 3600",
                "429 | -5                                 | 30",
                "429 | 1.5                                | 30",
                "429 | soon                               | 30",
                "429 | ''                                 | 30",
                "429 | Sun, 01 Nov 2026 08:49:37 GMT      | 37",
                "429 | Sunday, 01-Nov-26 08:49:37 GMT     | 37",
                "429 | Sun Nov  1 08:49:37 2026           | 37",
                "429 | Sun, 01 Nov 2026 08:00:00 GMT      | 1",
                "429 | Mon, 02 Nov 2026 08:49:37 GMT      | 3600",
                "429 | Sun, 99 Nov 2026 08:49:37 GMT      | 30",
                "503 | 20                                 | 20",
                "503 | -                                  | -",
                "503 | soon                               | -",
                "500 | 20                                 | -",
                "200 | 20                                 | -",
                "404 | 20                                 | -",
            })
    void theTimeIsReadAndKeptWithinBounds(int status, String field, Integer seconds) {
        assertThat(RetryAfter.pause(status, field, NOW))
                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }

    @ParameterizedTest
    @CsvSource({
        "INFERENCE, 200, application/x-ndjson, RequestAnswered[well=true]",
        "MANAGE,    200, application/json,     RequestAnswered[well=true]",
        "INFERENCE, 200, text/html,            RequestAnswered[well=false]",
        "READ,      200, application/json,     RequestAnswered[well=false]",
        "INFERENCE, 500, application/json,     RequestAnswered[well=false]",
        "INFERENCE, 503, application/json,     RequestAnswered[well=false]",
        "INFERENCE, 400, application/json,     RequestAnswered[well=false]",
        "INFERENCE, 404, application/json,     RequestAnswered[well=false]",
        "INFERENCE, 401, application/json,     RequestRefused[status=401]",
        "READ,      403, application/json,     RequestRefused[status=403]",
        "INFERENCE, 429, application/json,     RateLimited[pause=PT30S]",
    })
    void everyAnswerShowsSomething(PathKind kind, int status, String type, String seen) {
        assertThat(Answers.observe(kind, status, type, null, new ManualClock())).hasToString(seen);
    }

    @Test
    void aServerThatIsBusyAndSaysForHowLongIsLeftAlone() {
        assertThat(Answers.observe(PathKind.INFERENCE, 503, "", "12", new ManualClock()))
                .isEqualTo(new Observation.RateLimited(Duration.ofSeconds(12)));
    }
}
