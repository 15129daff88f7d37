package online.cloudtolocalllm.chat.view.markdown;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.markdown.Block;

/** Blocks below each other; those that stay the same stay as they are drawn. For JavaFX's thread. */
final class BlockColumn extends VBox {

    private static final Insets ABOVE_HEADING = new Insets(8, 0, 0, 0);

    private final Hand hand;
    private final int depth;
    private final boolean slots;
    private final List<Drawn<Block>> drawn = new ArrayList<>();
    private List<Block> shown = List.of();
    /** Whether the blocks that come next wait until they are told to begin. */
    private boolean waiting;

    /**
     * An empty one.
     *
     * @param depth in how many lists it is
     */
    BlockColumn(int depth, Hand hand) {
        this(depth, false, hand);
    }

    private BlockColumn(int depth, boolean slots, Hand hand) {
        this.depth = depth;
        this.slots = slots;
        this.hand = hand;
        getStyleClass().add("md-blocks");
    }

    /**
     * An empty one whose blocks may be let go while nobody sees them.
     *
     * @param waiting whether the blocks that it shows first wait until they are told to begin
     */
    static BlockColumn ofSlots(Hand hand, boolean waiting) {
        BlockColumn column = new BlockColumn(0, true, hand);
        column.waiting = waiting;
        return column;
    }

    /**
     * Has one that waits begin.
     *
     * @param upwards whether it is the last of them instead of the first
     */
    void begin(boolean upwards) {
        List<Slot<?>> left = slots().stream().filter(Slot::waiting).toList();
        if (!left.isEmpty()) {
            (upwards ? left.getLast() : left.getFirst()).begin();
        }
    }

    /** Its blocks, if they may be let go. */
    List<Slot<?>> slots() {
        List<Slot<?>> found = new ArrayList<>();
        for (Drawn<Block> one : drawn) {
            if (one instanceof Slot<Block> slot) {
                found.add(slot);
            }
        }
        return found;
    }

    /** Shows these instead of those before. */
    void show(List<Block> blocks) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (i == drawn.size()) {
                drawn.add(slots ? new Slot<>(block, this::draw, waiting) : draw(block));
            } else if (!block.equals(shown.get(i)) && !drawn.get(i).take(block)) {
                drawn.set(i, draw(block));
            }
            Node node = drawn.get(i).node();
            nodes.add(node);
            VBox.setMargin(node, block instanceof Block.Heading && i > 0 ? ABOVE_HEADING : null);
        }
        drawn.subList(blocks.size(), drawn.size()).clear();
        shown = List.copyOf(blocks);
        waiting &= blocks.isEmpty();
        replace(nodes);
    }

    /** Only what is another: a child that is put again is laid out again. */
    private void replace(List<Node> nodes) {
        int same = 0;
        while (same < Math.min(nodes.size(), getChildren().size())
                && nodes.get(same).equals(getChildren().get(same))) {
            same++;
        }
        getChildren().remove(same, getChildren().size());
        getChildren().addAll(nodes.subList(same, nodes.size()));
    }

    private Drawn<Block> draw(Block block) {
        return switch (block) {
            case Block.Paragraph paragraph -> WordsBox.of(paragraph, hand.openLink());
            case Block.Heading heading -> WordsBox.of(heading, hand.openLink());
            case Block.Code code -> new CodeBox(code, hand.tongues());
            case Block.Formulas formulas -> new FormulaBox(formulas);
            case Block.Quote quote -> new QuoteBox(quote, depth, hand);
            case Block.Listing listing -> new ListBox(listing, depth, hand);
            case Block.Table table -> new TableBox(table, hand.openLink());
            case Block.Rule _ -> new RuleLine();
        };
    }
}
