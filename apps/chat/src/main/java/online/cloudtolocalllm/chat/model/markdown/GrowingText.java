package online.cloudtolocalllm.chat.model.markdown;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import online.cloudtolocalllm.chat.model.markdown.Sections.Section;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Reads a text in Markdown as it grows: only its last section is read again, and what is before it are the same values as before.
 * However it grew, what is read is the same. HTML is words. Not thread-safe.
 */
public final class GrowingText {

    /** Deeper than anybody reads; each level is a call within a call, here and where it is drawn. */
    private static final int DEEPEST = 12;

    /** In the order in which they are tried: three hyphens are a line before they are lists. HTML is not among them. */
    private static final List<Class<? extends org.commonmark.node.Block>> BLOCKS = List.of(
            BlockQuote.class,
            Heading.class,
            FencedCodeBlock.class,
            ThematicBreak.class,
            ListBlock.class,
            IndentedCodeBlock.class);

    private static final Pattern DEFINITION =
            Pattern.compile("(?m)^ {0,3}\\[[^\\[\\]\\n]{1,200}]:[ \\t]*\\S[^\\n]{0,2000}\\n");

    private final Parser parser = parser();
    private final Set<String> definitions = new LinkedHashSet<>();
    private final List<List<Block>> settled = new ArrayList<>();
    private Sections sections = new Sections();
    private String text = "";

    /** Nothing was read yet. */
    public GrowingText() {}

    /**
     * What a text is made of.
     *
     * @param whole all of it; if it begins with the one before, only its end is read
     */
    public List<Block> read(String whole) {
        if (!whole.startsWith(text)) {
            sections = new Sections();
            settled.clear();
            definitions.clear();
        }
        text = whole;
        List<Section> all = sections.read(whole);
        define(all);
        while (settled.size() < sections.settled()) {
            settled.add(blocks(all.get(settled.size())));
        }
        List<Block> blocks = new ArrayList<>();
        settled.forEach(blocks::addAll);
        all.subList(settled.size(), all.size()).forEach(section -> blocks.addAll(blocks(section)));
        return blocks;
    }

    /** What a link's name stands for may be said behind it, so all is read again when one more is known. */
    private void define(List<Section> all) {
        int before = definitions.size();
        all.subList(Math.min(settled.size(), all.size()), all.size()).stream()
                .map(this::source)
                .filter(source -> source.contains("]:"))
                .forEach(source -> DEFINITION
                        .matcher(source)
                        .results()
                        .forEach(found -> definitions.add(found.group().strip())));
        if (definitions.size() > before) {
            settled.clear();
        }
    }

    private List<Block> blocks(Section section) {
        String source = source(section);
        if (section.plain()) {
            return List.of(new Block.Paragraph(List.of(new Inline.Words(VisibleText.of(source.strip()), Look.PLAIN))));
        }
        boolean refers = !definitions.isEmpty() && source.indexOf('[') >= 0;
        return BlockReader.children(parser.parse(refers ? String.join("\n", definitions) + "\n\n" + source : source));
    }

    private String source(Section section) {
        return text.substring(section.from(), section.to());
    }

    /** Reads a whole text at once. */
    static Parser parser() {
        return Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .enabledBlockTypes(new LinkedHashSet<>(BLOCKS))
                .customBlockParserFactory(new FormulaBlocks())
                .customInlineContentParserFactory(new Formulas())
                .customDelimiterProcessor(new Strikes())
                .includeSourceSpans(IncludeSourceSpans.NONE)
                .maxOpenBlockParsers(DEEPEST)
                .build();
    }
}
