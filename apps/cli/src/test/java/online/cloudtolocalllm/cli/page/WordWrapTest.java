package online.cloudtolocalllm.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordWrapTest {

    private static final String TEXT = "When a connection goes down, the gateway sends the next question elsewhere.";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 200})
    void breaksBetweenWordsHoweverThePiecesFall(int size) {
        WordWrap wrap = new WordWrap("   ", 30);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < TEXT.length(); i += size) {
            out.append(wrap.piece(TEXT.substring(i, Math.min(TEXT.length(), i + size))));
        }
        assertThat(out.append(wrap.end()).toString().lines())
                .allMatch(line -> line.length() <= 30 && line.startsWith("   "));
        assertThat(out.toString().replaceAll("\\s+", " ").strip()).isEqualTo(TEXT);
    }

    @Test
    void keepsLineFeedsIndentsAndLongWords() {
        WordWrap wrap = new WordWrap("", 10);
        assertThat(wrap.piece("a:\n\n    code\nlongerthantenletters x") + wrap.end())
                .isEqualTo("a:\n\n    code\nlongerthantenletters\nx");
        assertThat(WordWrap.lines("one two\n  three four five\n", 12))
                .containsExactly("one two", "  three four", "  five", "");
    }
}
