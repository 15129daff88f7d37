package online.cloudtolocalllm.chat.view.markdown;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.markdown.Block;

/** A formula on lines of its own, as it was written: lines that are too long scroll. For JavaFX's thread. */
final class FormulaBox extends VBox implements Drawn<Block> {

    private final Flow flow = new Flow("\n\n", address -> {}, "md-formula-lines");

    FormulaBox(Block.Formulas formulas) {
        getStyleClass().add("md-formulas");
        getChildren().add(new Sideways(flow));
        show(formulas.text());
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public boolean take(Block block) {
        if (block instanceof Block.Formulas(String text)) {
            show(text);
            return true;
        }
        return false;
    }

    private void show(String text) {
        flow.show(List.of(new Run(text, "md-formula", "")));
    }
}
