package online.cloudtolocalllm.chat.model.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that were written to break what reads them. */
class HostileTextTest {

    private static List<Block> read(String text) {
        return new GrowingText().read(text);
    }

    /** How many blocks are within each other at most. */
    private static int depth(List<Block> blocks) {
        return blocks.stream()
                .mapToInt(block -> switch (block) {
                    case Block.Quote quote -> 1 + depth(quote.blocks());
                    case Block.Listing list ->
                        1
                                + list.items().stream()
                                        .mapToInt(item -> depth(item.blocks()))
                                        .max()
                                        .orElse(0);
                    case Block.Paragraph _,
                            Block.Heading _,
                            Block.Code _,
                            Block.Formulas _,
                            Block.Table _,
                            Block.Rule _ -> 1;
                })
                .max()
                .orElse(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "> ", "- ", "1. ", "- > ", "> - "})
    void whatIsNestedDeeperThanAnybodyReadsIsWords(String start) {
        assertThat(depth(read(start.repeat(5000) + "x"))).isLessThanOrEqualTo(14);
        assertThat(depth(read((start.repeat(100) + "x\n").repeat(50)))).isLessThanOrEqualTo(14);
    }

    @Test
    void listsThatGoRightForEverAreWords() {
        String text =
                IntStream.range(0, 300).mapToObj(i -> "  ".repeat(i) + "- x").collect(Collectors.joining("\n"));
        assertThat(depth(read(text))).isLessThanOrEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`", "*", "*a **b ", "_a ", "~~", "[", "![", "![[]()", "[a](", "<!-- ", "$", "$$ ", "\\", "\\(", "<",
                "&#", "http://"
            })
    void marksThatNeverEndAreWords(String mark) {
        String text = "x" + mark.repeat(100_000 / mark.length());
        List<Block> blocks = read(text);
        assertThat(blocks).hasSize(1).allMatch(Block.Paragraph.class::isInstance);
    }

    @Test
    void aLineOfAMegabyteIsWordsAndNothingElse() {
        String line = "*a* ".repeat(250_000);
        List<Block> blocks = read("before\n\n" + line + "\nafter **it**");
        assertThat(blocks).hasSize(3);
        assertThat(((Block.Paragraph) blocks.get(1)).words())
                .containsExactly(new Inline.Words(line.strip(), Look.PLAIN));
    }

    @Test
    void emphasisWithinEmphasisIsNoCallWithinACall() {
        List<Block> blocks = read("*a ".repeat(5000) + "b" + " c*".repeat(5000));
        assertThat(blocks).hasSize(1);
    }

    @Test
    void whatCannotBeSeenIsShown() {
        assertThat(read("a\u202eb\u0007c\u001b[31m\u2066d"))
                .containsExactly(new Block.Paragraph(
                        List.of(new Inline.Words("a[U+202E]b\u2407c\u241b[31m[U+2066]d", Look.PLAIN))));
        assertThat(read("[a\u202eb](https://x.example)"))
                .containsExactly(
                        new Block.Paragraph(List.of(new Inline.Link("a[U+202E]b", Look.PLAIN, "https://x.example"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "data:text/html,x",
                "https:",
                "https://",
                "ftp://x",
                "vbscript:x",
                "//x",
                "",
                "https://x\u202egpj.exe",
                "https://x y",
                " https://x",
                "https://x\n",
                "mailto:"
            })
    void theseAddressesAreNotOpened(String address) {
        assertThat(Addresses.opens(address)).isFalse();
    }

    @Test
    void theseAddressesAreOpened() {
        assertThat(List.of("https://x", "HTTP://x.example/?a=b#c", "mailto:a@b.example", "https://x.example/é"))
                .allMatch(Addresses::opens);
        assertThat(Addresses.opens("https://" + "x".repeat(2000))).isFalse();
    }
}
