package online.cloudtolocalllm.broker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import online.cloudtolocalllm.protocol.status.Latency;
import org.junit.jupiter.api.Test;

class LatencyHistoryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static Latency at(long millis, long tookMillis) {
        return new Latency(START.plusMillis(millis), Duration.ofMillis(tookMillis));
    }

    @Test
    void holdsAQuarterOfAnHourHoweverOftenItIsProbed() {
        for (long every : new long[] {100, 2_000, 7_500, 10_000, 60_000}) {
            LatencyHistory history = LatencyHistory.EMPTY;
            long millis = 0;
            for (; millis < 3_600_000; millis += every) {
                history = history.with(at(millis, 3));
            }
            Instant last = START.plusMillis(millis - every);
            assertThat(history.samples()).hasSizeLessThanOrEqualTo(LatencyHistory.MOST);
            assertThat(history.samples().getFirst().at())
                    .isBetween(last.minus(LatencyHistory.SPAN), last.minus(Duration.ofMinutes(13)));
            assertThat(history.samples()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        }
    }

    @Test
    void theSlowestOfAFewSecondsIsKept() {
        LatencyHistory history = LatencyHistory.EMPTY
                .with(at(0, 3))
                .with(at(2_000, 90))
                .with(at(4_000, 5))
                .with(at(8_000, 4));

        assertThat(history.samples()).containsExactly(at(0, 90), at(8_000, 4));
    }

    @Test
    void aClockThatIsSetBackLeavesNothingInTheFuture() {
        LatencyHistory history = LatencyHistory.EMPTY.with(at(100_000, 3)).with(at(10_000, 4));

        assertThat(history.samples()).containsExactly(at(10_000, 4));
    }
}
