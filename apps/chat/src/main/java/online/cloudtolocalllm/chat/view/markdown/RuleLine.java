package online.cloudtolocalllm.chat.view.markdown;

import javafx.scene.Node;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.markdown.Block;
import online.cloudtolocalllm.window.Parts;

/** A line between two things. For JavaFX's thread. */
final class RuleLine extends VBox implements Drawn<Block> {

    RuleLine() {
        getStyleClass().add("md-rule");
        getChildren().add(Parts.hairline());
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public boolean take(Block block) {
        return block instanceof Block.Rule;
    }
}
