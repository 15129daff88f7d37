package online.cloudtolocalllm.chat.model.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** However a text grew, what is read is what is read of it at once. */
class GrowingTextProperties {

    private static final List<String> STARTS = List.of(
            "",
            "",
            "",
            "- ",
            "* ",
            "+ ",
            "1. ",
            "2) ",
            "10.  ",
            "> ",
            "> - ",
            "# ",
            "```",
            "```java",
            "~~~",
            "````",
            "    ",
            "  ",
            "   ",
            "\t",
            "| ",
            "$$",
            "\\[",
            "- - ",
            "---",
            "***",
            "- - -",
            "===",
            "|---|---|",
            "-",
            "1.");

    private static final List<String> RESTS = List.of(
            "",
            "word",
            "two words",
            "**strong**",
            "`code`",
            "[a](https://x.example)",
            "[a][b]",
            "a | b",
            "```",
            "$x$",
            "$$",
            "<br>",
            "<!-- ",
            "- x",
            "*",
            "_a",
            "~~b~~",
            "\\",
            "https://x.example",
            "![i](u)",
            "\u202e",
            "\u0007",
            "é😀");

    private static final List<String> INDENTS = List.of("", "", "", "", " ", "  ", "   ", "    ", "     ", "\t", "> ");

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> line = Combinators.combine(
                        Arbitraries.of(INDENTS), Arbitraries.of(STARTS), Arbitraries.of(RESTS))
                .as((indent, start, rest) -> indent + start + rest);
        Arbitrary<String> maybe = Arbitraries.frequencyOf(Tuple.of(3, line), Tuple.of(2, Arbitraries.just("")));
        return maybe.list().ofMinSize(1).ofMaxSize(24).map(lines -> String.join("\n", lines));
    }

    @Property(tries = 400)
    void growingIsReadingAtOnce(
            @ForAll("texts") String text, @ForAll List<@IntRange(min = 1, max = 40) Integer> steps) {
        GrowingText growing = new GrowingText();
        int at = 0;
        for (int step : steps) {
            at = Math.min(text.length(), at + step);
            growing.read(text.substring(0, at));
        }
        assertThat(growing.read(text)).isEqualTo(new GrowingText().read(text));
    }

    @Property(tries = 2000)
    void sectionsAreWhatTheWholeIs(@ForAll("texts") String text) {
        List<Block> whole = BlockReader.children(GrowingText.parser().parse(text));
        assertThat(new GrowingText().read(text)).isEqualTo(whole);
    }

    @Property(tries = 300)
    void sectionsAreTheWholeText(@ForAll("texts") String text, @ForAll String other) {
        String all = text + other;
        List<Sections.Section> sections = new ArrayList<>(new Sections().read(all));
        StringBuilder together = new StringBuilder();
        sections.forEach(section -> together.append(all, section.from(), section.to()));
        assertThat(together).hasToString(all);
    }
}
