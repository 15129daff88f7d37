package online.cloudtolocalllm.protocol.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({"-5, 0 s", "59, 59 s", "60, 1 min", "3599, 59 min", "3600, 1 h", "11520, 3 h 12 min", "90000, 1 d 1 h"})
    void spans(long seconds, String words) {
        assertThat(Figures.span(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "420, 0.4 ms", "2000, 2 ms", "9949, 9.9 ms", "9950, 10 ms", "41400, 41 ms", "2340000, 2.3 s"
    })
    void latencies(long micros, String words) {
        assertThat(Figures.latency(Duration.ofNanos(micros * 1_000))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 1 KB", "999999, 999 KB", "58000000, 58 MB", "4700000000, 4.7 GB", "4000000000, 4 GB"})
    void sizes(long bytes, String words) {
        assertThat(Figures.size(bytes)).isEqualTo(words);
    }

    @Test
    void speedsCountsAndMoments() {
        assertThat(Figures.speed(38.2)).isEqualTo("38 tokens/s");
        assertThat(Figures.speed(4.04)).isEqualTo("4 tokens/s");
        assertThat(Figures.speed(9.94)).isEqualTo("9.9 tokens/s");
        assertThat(Figures.speed(9.96)).isEqualTo("10 tokens/s");
        assertThat(Figures.speed(Double.NaN)).isEqualTo("0 tokens/s");
        assertThat(Figures.speed(1e300)).isEqualTo("999999 tokens/s");
        assertThat(Figures.count(1, "model")).isEqualTo("1 model");
        assertThat(Figures.count(0, "model")).isEqualTo("0 models");
        Instant now = Instant.parse("2026-11-22T00:10:00Z");
        assertThat(Figures.moment(now, now, ZoneOffset.UTC)).isEqualTo("00:10");
        assertThat(Figures.moment(now.minusSeconds(700), now, ZoneOffset.UTC)).isEqualTo("Nov 21");
        assertThat(Figures.clock(now.minusSeconds(3), ZoneOffset.UTC)).isEqualTo("00:09:57");
        assertThat(Figures.clock(Instant.MIN, ZoneOffset.MIN))
                .as("beyond every calendar")
                .isEqualTo("06:00:00");
        assertThat(Figures.moment(Instant.MAX, now, ZoneOffset.MAX)).isEqualTo("Dec 30");
    }
}
