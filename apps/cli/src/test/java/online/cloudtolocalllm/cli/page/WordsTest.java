package online.cloudtolocalllm.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({"-5, 0 s", "59, 59 s", "60, 1 min", "3599, 59 min", "3600, 1 h", "11520, 3 h 12 min", "90000, 1 d 1 h"})
    void spans(long seconds, String words) {
        assertThat(Words.span(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "420, 0.4 ms", "2000, 2 ms", "9949, 9.9 ms", "9950, 10 ms", "41400, 41 ms", "2340000, 2.3 s"
    })
    void latencies(long micros, String words) {
        assertThat(Words.latency(Duration.ofNanos(micros * 1_000))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 1 KB", "999999, 999 KB", "58000000, 58 MB", "4700000000, 4.7 GB", "4000000000, 4 GB"})
    void sizes(long bytes, String words) {
        assertThat(Words.size(bytes)).isEqualTo(words);
    }

    @Test
    void speedsCountsAndMoments() {
        assertThat(Words.speed(38.2)).isEqualTo("38 tokens/s");
        assertThat(Words.speed(4.04)).isEqualTo("4 tokens/s");
        assertThat(Words.count(1, "model")).isEqualTo("1 model");
        assertThat(Words.count(0, "model")).isEqualTo("0 models");
        Instant now = Instant.parse("2026-11-22T00:10:00Z");
        assertThat(Words.moment(now, now, ZoneOffset.UTC)).isEqualTo("00:10");
        assertThat(Words.moment(now.minusSeconds(700), now, ZoneOffset.UTC)).isEqualTo("Nov 21");
    }

    @Property
    void nothingHarmfulIsLeftAndNothingElseChanges(@ForAll String text) {
        String harmless = Words.harmless(text);
        assertThat(harmless).hasSameSizeAs(text);
        assertThat(harmless.chars()).noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
        if (text.chars().noneMatch(Character::isISOControl)) {
            assertThat(harmless).isEqualTo(text);
        }
    }

    @Property
    void tablesKeepToTheWidth(@ForAll List<String> cells, @ForAll @IntRange(min = 3, max = 60) int width) {
        Table table = new Table("<>");
        cells.forEach(cell -> table.row("●", UnaryOperator.identity(), cell, cell));
        assertThat(table.lines(width)).allMatch(line -> line.length() <= width).hasSameSizeAs(cells);
    }
}
