package online.cloudtolocalllm.chat.view.markdown;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.layout.StackPane;
import javafx.scene.text.TextAlignment;
import online.cloudtolocalllm.chat.model.markdown.Block;
import online.cloudtolocalllm.chat.model.markdown.Inline;

/** A cell of a table, whose text breaks where it is very long. For JavaFX's thread. */
final class TableCell extends StackPane {

    private static final double WIDEST = 320;

    private final Flow flow;

    TableCell(Block.Side side, boolean head, boolean last, Consumer<String> openLink) {
        flow = new Flow(last ? "\n" : "\t", openLink);
        flow.setTextAlignment(
                switch (side) {
                    case LEFT -> TextAlignment.LEFT;
                    case CENTER -> TextAlignment.CENTER;
                    case RIGHT -> TextAlignment.RIGHT;
                });
        getStyleClass().add(head ? "md-head-cell" : "md-cell");
        getChildren().add(flow);
    }

    /** Shows this text. */
    void show(List<Inline> words) {
        flow.show(Run.of(words));
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.min(WIDEST, super.computePrefWidth(height));
    }

    @Override
    protected double computeMinWidth(double height) {
        return computePrefWidth(height);
    }
}
