package online.cloudtolocalllm.protocol.words;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainLineTest {

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
        assertThat(PlainLine.of(text, 10)).isEqualTo(line.stripTrailing());
    }

    @Test
    void pairsOfSurrogatesAreNotCutApart() {
        assertThat(PlainLine.of("\ud83d\ude00".repeat(11), 10)).isEqualTo("\ud83d\ude00".repeat(9) + "…");
        assertThat(PlainLine.of("a\ud83d", 10)).isEqualTo("a");
        assertThat(PlainLine.of("abc", 1)).isEqualTo("…");
    }

    @Property
    void anyTextIsOneLineWithinItsLimit(@ForAll String text, @ForAll @IntRange(min = 1, max = 80) int limit) {
        String line = PlainLine.of(text, limit);
        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(limit);
        assertThat(line).isEqualTo(line.strip()).doesNotContain("  ");
        assertThat(line.codePoints())
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
        assertThat(PlainLine.of(line, limit)).isEqualTo(line);
    }
}
