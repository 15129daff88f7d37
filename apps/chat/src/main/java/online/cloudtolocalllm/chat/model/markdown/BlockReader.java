package online.cloudtolocalllm.chat.model.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.markdown.Block.Item;
import online.cloudtolocalllm.chat.model.markdown.Block.Side;
import online.cloudtolocalllm.chat.model.markdown.Block.Task;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/** Makes values of commonmark's nodes. Calls itself for each level of blocks, of which the parser makes few. */
final class BlockReader {

    private BlockReader() {}

    /** What a node's children are. */
    static List<Block> children(Node parent) {
        List<Block> blocks = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            block(child).ifPresent(blocks::add);
        }
        return blocks;
    }

    private static Optional<Block> block(Node node) {
        return switch (node) {
            case Paragraph paragraph -> paragraph(InlineReader.read(paragraph));
            case org.commonmark.node.Heading heading ->
                Optional.of(new Block.Heading(heading.getLevel(), InlineReader.read(heading)));
            case FencedCodeBlock code -> Optional.of(new Block.Code(language(code.getInfo()), code(code.getLiteral())));
            case IndentedCodeBlock code -> Optional.of(new Block.Code("", code(code.getLiteral())));
            case FormulaBlocks.Formula formula -> Optional.of(new Block.Formulas(VisibleText.of(formula.source())));
            case BlockQuote quote -> Optional.of(new Block.Quote(children(quote)));
            case ListBlock list -> Optional.of(listing(list));
            case ThematicBreak _ -> Optional.of(new Block.Rule());
            case TableBlock table -> table(table);
            default -> Optional.empty();
        };
    }

    private static Optional<Block> paragraph(List<Inline> words) {
        return words.isEmpty() ? Optional.empty() : Optional.of(new Block.Paragraph(words));
    }

    /** The first word of what stands behind the fence, without what some models write around it. */
    private static String language(@Nullable String info) {
        String word = info == null ? "" : info.strip().split("[\\s,{:]", 2)[0];
        return VisibleText.of(word.length() > 40 ? word.substring(0, 40) : word);
    }

    private static String code(String literal) {
        return literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal;
    }

    private static Block listing(ListBlock list) {
        List<Item> items = new ArrayList<>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            items.add(item(children(item)));
        }
        Integer first = list instanceof OrderedList ordered ? ordered.getMarkerStartNumber() : null;
        return new Block.Listing(!(list instanceof BulletList), first == null ? 1 : first, list.isTight(), items);
    }

    private static Item item(List<Block> blocks) {
        if (!blocks.isEmpty()
                && blocks.getFirst() instanceof Block.Paragraph(List<Inline> words)
                && words.getFirst() instanceof Inline.Words(String text, Look look)
                && text.length() > 4
                && text.charAt(0) == '['
                && text.startsWith("] ", 2)
                && " xX".indexOf(text.charAt(1)) >= 0) {
            List<Inline> rest = new ArrayList<>(words);
            rest.set(0, new Inline.Words(text.substring(4), look));
            List<Block> all = new ArrayList<>(blocks);
            all.set(0, new Block.Paragraph(rest));
            return new Item(text.charAt(1) == ' ' ? Task.OPEN : Task.DONE, all);
        }
        return new Item(Task.NONE, blocks);
    }

    private static Optional<Block> table(TableBlock table) {
        List<Block.Row> rows = new ArrayList<>();
        List<Side> sides = new ArrayList<>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                List<List<Inline>> cells = new ArrayList<>();
                for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                    cells.add(InlineReader.read(cell));
                    if (rows.isEmpty() && cell instanceof TableCell of) {
                        sides.add(side(of.getAlignment()));
                    }
                }
                rows.add(new Block.Row(cells));
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.Table(sides, rows.getFirst(), rows.subList(1, rows.size())));
    }

    private static Side side(TableCell.@Nullable Alignment alignment) {
        if (alignment == null) {
            return Side.LEFT;
        }
        return switch (alignment) {
            case LEFT -> Side.LEFT;
            case CENTER -> Side.CENTER;
            case RIGHT -> Side.RIGHT;
        };
    }
}
