package online.cloudtolocalllm.tray;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void namesAndTimesAreShort() {
        assertThat(Words.model("llama3.2:latest")).isEqualTo("llama3.2");
        assertThat(Words.model("x\u202ey\n:latest")).isEqualTo("xy");
        assertThat(Words.line("a".repeat(100))).hasSize(Words.LINE).endsWith("…");
        assertThat(Words.latency(Duration.ofNanos(400_000))).isEqualTo("< 1 ms");
        assertThat(Words.latency(Duration.ofMillis(999))).isEqualTo("999 ms");
        assertThat(Words.latency(Duration.ofMillis(1_540))).isEqualTo("1.5 s");
        assertThat(Words.left(Duration.ZERO)).isEqualTo("1 min");
        assertThat(Words.left(Duration.ofSeconds(61))).isEqualTo("2 min");
        assertThat(Words.left(Duration.ofHours(2))).isEqualTo("2 h");
    }
}
