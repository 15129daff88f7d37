package online.cloudtolocalllm.chat.view.markdown;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.markdown.Block;

/** What somebody else said. For JavaFX's thread. */
final class QuoteBox extends VBox implements Drawn<Block> {

    private final BlockColumn column;

    QuoteBox(Block.Quote quote, int depth, Hand hand) {
        column = new BlockColumn(depth, hand);
        column.show(quote.blocks());
        getChildren().add(column);
        getStyleClass().add("md-quote");
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public boolean take(Block block) {
        if (block instanceof Block.Quote(List<Block> blocks)) {
            column.show(blocks);
            return true;
        }
        return false;
    }
}
