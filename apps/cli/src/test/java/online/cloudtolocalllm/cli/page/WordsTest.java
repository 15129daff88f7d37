package online.cloudtolocalllm.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Property
    void nothingHarmfulIsLeftAndNothingElseChanges(@ForAll String text) {
        String harmless = Words.harmless(text);
        assertThat(harmless).hasSameSizeAs(text);
        assertThat(harmless.chars()).noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
        if (text.chars().noneMatch(Character::isISOControl)) {
            assertThat(harmless).isEqualTo(text);
        }
    }

    @Test
    void aModelHasItsNameWithoutTheUsualTag() {
        assertThat(Words.model("llama3.2:latest\u001b[2J")).isEqualTo("llama3.2:latest\uFFFD[2J");
        assertThat(Words.model("a\u001b:latest")).isEqualTo("a\uFFFD");
    }

    @Property
    void tablesKeepToTheWidth(@ForAll List<String> cells, @ForAll @IntRange(min = 3, max = 60) int width) {
        Table table = new Table("<>");
        cells.forEach(cell -> table.row("●", UnaryOperator.identity(), cell, cell));
        assertThat(table.lines(width)).allMatch(line -> line.length() <= width).hasSameSizeAs(cells);
    }
}
