package online.cloudtolocalllm.tray;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain,plain",
                "' two  words\t','two words'",
                "'a\nb\r\nc','a b c'",
                "'a\u0000b\u001bc\u007f','abc'",
                "'x\u202ey\u2066z\u200b','xyz'",
                "'a\u2028b\u00a0c','a b c'",
                "'12345678901','123456789…'",
                "'1234567890','1234567890'",
                "'123456789 \u0000\n ','123456789'",
                "'12345678 9012','12345678…'",
                "'','' "
            })
    void oneHarmlessLineOfTen(String text, String line) {
        assertThat(Words.line(text, 10)).isEqualTo(line.stripTrailing());
    }

    @Test
    void pairsOfSurrogatesAreNotCutApart() {
        assertThat(Words.line("\ud83d\ude00".repeat(11), 10)).isEqualTo("\ud83d\ude00".repeat(9) + "…");
        assertThat(Words.line("a\ud83d", 10)).isEqualTo("a");
        assertThat(Words.line("abc", 1)).isEqualTo("…");
    }

    @Test
    void numbersAndTimes() {
        assertThat(Words.model("llama3.2:latest")).isEqualTo("llama3.2");
        assertThat(Words.speed(9.94)).isEqualTo("9.9 tokens/s");
        assertThat(Words.speed(9.96)).isEqualTo("10 tokens/s");
        assertThat(Words.speed(Double.NaN)).isEqualTo("0 tokens/s");
        assertThat(Words.speed(1e300)).isEqualTo("999999 tokens/s");
        assertThat(Words.latency(Duration.ofNanos(400_000))).isEqualTo("< 1 ms");
        assertThat(Words.latency(Duration.ofMillis(999))).isEqualTo("999 ms");
        assertThat(Words.latency(Duration.ofMillis(1_540))).isEqualTo("1.5 s");
        assertThat(Words.left(Duration.ZERO)).isEqualTo("1 min");
        assertThat(Words.left(Duration.ofSeconds(61))).isEqualTo("2 min");
        assertThat(Words.left(Duration.ofMinutes(120))).isEqualTo("2 h");
        assertThat(Words.count(1, "model")).isEqualTo("1 model");
        Instant now = Instant.parse("2026-11-22T12:42:00Z");
        assertThat(Words.moment(Instant.parse("2026-11-22T09:05:59Z"), now, ZoneOffset.UTC))
                .isEqualTo("09:05");
        assertThat(Words.moment(Instant.parse("2026-11-20T09:05:59Z"), now, ZoneOffset.UTC))
                .isEqualTo("Nov 20");
    }
}
