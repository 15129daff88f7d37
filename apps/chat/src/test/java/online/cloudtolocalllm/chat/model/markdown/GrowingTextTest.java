package online.cloudtolocalllm.chat.model.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import online.cloudtolocalllm.chat.model.markdown.Block.Code;
import online.cloudtolocalllm.chat.model.markdown.Block.Item;
import online.cloudtolocalllm.chat.model.markdown.Block.Listing;
import online.cloudtolocalllm.chat.model.markdown.Block.Paragraph;
import online.cloudtolocalllm.chat.model.markdown.Block.Side;
import online.cloudtolocalllm.chat.model.markdown.Block.Table;
import online.cloudtolocalllm.chat.model.markdown.Block.Task;
import org.junit.jupiter.api.Test;

/** What is read of texts. */
class GrowingTextTest {

    private static final Look PLAIN = Look.PLAIN;
    private static final Look STRONG = new Look(true, false, false, false);
    private static final Look CODE = new Look(false, false, false, true);

    private static List<Block> read(String text) {
        return new GrowingText().read(text);
    }

    private static List<Inline> words(String text) {
        assertThat(read(text)).hasSize(1);
        return ((Paragraph) read(text).getFirst()).words();
    }

    private static Inline plain(String text) {
        return new Inline.Words(text, PLAIN);
    }

    @Test
    void looksAreNestedAndFlat() {
        assertThat(words("a **b *c* `d`** ~~e~~ f"))
                .containsExactly(
                        plain("a "),
                        new Inline.Words("b ", STRONG),
                        new Inline.Words("c", new Look(true, true, false, false)),
                        new Inline.Words(" ", STRONG),
                        new Inline.Words("d", new Look(true, false, false, true)),
                        plain(" "),
                        new Inline.Words("e", new Look(false, false, true, false)),
                        plain(" f"));
    }

    @Test
    void linksLeadToTheWebOrToMailAndOthersSayWhereTheyWouldHave() {
        assertThat(words("[a](https://x.example/y) [b](mailto:c@x.example) [d](file:///etc/passwd)"
                        + " [e](javascript:alert(1))"))
                .containsExactly(
                        new Inline.Link("a", PLAIN, "https://x.example/y"),
                        plain(" "),
                        new Inline.Link("b", PLAIN, "mailto:c@x.example"),
                        plain(" d (file:///etc/passwd) e (javascript:alert(1))"));
    }

    @Test
    void addressesInTheTextAreLinks() {
        assertThat(words("See https://x.example/a_b(c), or (http://y.example)."))
                .containsExactly(
                        plain("See "),
                        new Inline.Link("https://x.example/a_b(c)", PLAIN, "https://x.example/a_b(c)"),
                        plain(", or ("),
                        new Inline.Link("http://y.example", PLAIN, "http://y.example"),
                        plain(")."));
        assertThat(words("`https://x.example`")).containsExactly(new Inline.Words("https://x.example", CODE));
    }

    @Test
    void imagesAreLinksAndNothingIsFetched() {
        assertThat(words("![A cat](https://x.example/cat.png)![](https://x.example/dog.png)"))
                .containsExactly(
                        new Inline.Link("A cat", PLAIN, "https://x.example/cat.png"),
                        new Inline.Link("https://x.example/dog.png", PLAIN, "https://x.example/dog.png"));
    }

    @Test
    void htmlIsTextAndBrBreaksTheLine() {
        assertThat(words("<b>a</b><br>b<BR />c")).containsExactly(plain("<b>a</b>\nb\nc"));
        assertThat(words("<script>\nalert(1)\n</script>")).containsExactly(plain("<script>\nalert(1)\n</script>"));
    }

    @Test
    void formulasAreLeftAsTheyAre() {
        assertThat(words("With $a_1 * b_2 * c$ and \\(x_i^*\\) and $$\\frac{1}{2}$$ it costs $5 or $10, \\$3 at most."))
                .containsExactly(
                        plain("With "),
                        new Inline.Formula("$a_1 * b_2 * c$"),
                        plain(" and "),
                        new Inline.Formula("\\(x_i^*\\)"),
                        plain(" and "),
                        new Inline.Formula("$$\\frac{1}{2}$$"),
                        plain(" it costs $5 or $10, $3 at most."));
        assertThat(read("So:\n$$\na_1 &= b \\\\\n- c*d*e\n$$\nthen\n\\[ x = y \\]\n$$z$$"))
                .containsExactly(
                        new Paragraph(List.of(plain("So:"))),
                        new Block.Formulas("a_1 &= b \\\\\n- c*d*e"),
                        new Paragraph(List.of(plain("then"))),
                        new Block.Formulas("x = y"),
                        new Block.Formulas("z"));
        assertThat(read("$$\nis the shell's number\n\n# Heading")).hasSize(2);
    }

    @Test
    void listsHaveNumbersTasksAndLists() {
        Item done = new Item(Task.DONE, List.of(new Paragraph(List.of(plain("c")))));
        Item open = new Item(Task.OPEN, List.of(new Paragraph(List.of(plain("d")))));
        Listing inner = new Listing(false, 1, true, List.of(done, open));
        Item first = new Item(Task.NONE, List.of(new Paragraph(List.of(plain("a")))));
        Item second = new Item(Task.NONE, List.of(new Paragraph(List.of(plain("b"))), inner));
        assertThat(read("3. a\n4. b\n   - [x] c\n   - [ ] d"))
                .containsExactly(new Listing(true, 3, true, List.of(first, second)));
    }

    @Test
    void tablesHaveSides() {
        assertThat(read("| a | b |\n|:-:|--:|\n| `c` | d | e |\n| f |"))
                .containsExactly(new Table(
                        List.of(Side.CENTER, Side.RIGHT),
                        new Block.Row(List.of(List.of(plain("a")), List.of(plain("b")))),
                        List.of(
                                new Block.Row(List.of(List.of(new Inline.Words("c", CODE)), List.of(plain("d")))),
                                new Block.Row(List.of(List.of(plain("f")), List.of())))));
    }

    @Test
    void codeIsAsItWasWritten() {
        assertThat(read("```java title=\"A\"\nint a;\n\n  b();\n```\n\n```\n<br> *x*"))
                .containsExactly(new Code("java", "int a;\n\n  b();"), new Code("", "<br> *x*"));
    }

    @Test
    void namesOfLinksMayBeSaidBehindThem() {
        GrowingText text = new GrowingText();
        String before = "See [the page][1].\n\nMore.\n\nMore.\n\n";
        assertThat(text.read(before).getFirst()).isEqualTo(new Paragraph(List.of(plain("See [the page][1]."))));
        String after = before + "[1]: https://x.example/\n";
        assertThat(text.read(after).getFirst())
                .isEqualTo(new Paragraph(
                        List.of(plain("See "), new Inline.Link("the page", PLAIN, "https://x.example/"), plain("."))));
        assertThat(text.read(after)).isEqualTo(read(after));
    }

    @Test
    void whatIsBeforeTheEndIsReadOnce() {
        GrowingText text = new GrowingText();
        List<Block> first = text.read("# A\n\nb\n\nc\n\nd");
        List<Block> second = text.read("# A\n\nb\n\nc\n\nd e\n\nf");
        assertThat(second.get(0)).isSameAs(first.get(0));
        assertThat(second.get(1)).isSameAs(first.get(1));
        assertThat(text.read("other")).containsExactly(new Paragraph(List.of(plain("other"))));
    }
}
