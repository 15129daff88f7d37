package online.cloudtolocalllm.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import online.cloudtolocalllm.protocol.status.Latency;
import org.junit.jupiter.api.Test;

class SparklineTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static Latency probe(int minutesAgo, double millis) {
        return new Latency(NOW.minus(Duration.ofMinutes(minutesAgo)), Duration.ofNanos((long) (millis * 1e6)));
    }

    @Test
    void eachMinuteShowsItsSlowestProbe() {
        assertThat(Sparkline.of(List.of(probe(3, 1), probe(2, 2), probe(2, 40), probe(0, 5_000)), NOW))
                .isEqualTo("▁▅ █");
    }

    @Test
    void whatIsTooOldOrYetToComeIsLeftOut() {
        assertThat(Sparkline.of(List.of(probe(15, 1), probe(-1, 1)), NOW)).isEmpty();
        assertThat(Sparkline.of(List.of(), NOW)).isEmpty();
    }
}
