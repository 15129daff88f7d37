package online.cloudtolocalllm.chat.view.markdown;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import online.cloudtolocalllm.chat.model.markdown.Block;
import online.cloudtolocalllm.window.Parts;

/** An item of a list behind its mark. For JavaFX's thread. */
final class ItemRow extends HBox implements Drawn<ItemRow.Entry> {

    private static final List<String> BULLETS = List.of("•", "◦", "▪");
    private static final double MARK_WIDTH = 16;
    private static final double DIGIT_WIDTH = 9;
    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");

    private final Label mark = Parts.text("", "md-mark");
    private final StackPane box = new StackPane(tick());
    private final BlockColumn column;
    private final String bullet;

    /**
     * An empty one.
     *
     * @param depth in how many other lists its list is
     */
    ItemRow(int depth, Hand hand) {
        bullet = BULLETS.get(Math.min(depth, BULLETS.size() - 1));
        column = new BlockColumn(depth + 1, hand);
        HBox.setHgrow(column, Priority.ALWAYS);
        box.getStyleClass().add("md-task");
        getStyleClass().add("md-item");
        getChildren().addAll(mark, column);
    }

    /**
     * An item and its place.
     *
     * @param item what it says
     * @param tight whether its blocks are near each other
     * @param number nothing for an item without one
     * @param digits how many the longest number of the list has
     */
    record Entry(Block.Item item, boolean tight, String number, int digits) {}

    @Override
    public Node node() {
        return this;
    }

    @Override
    public boolean take(Entry entry) {
        show(entry.item(), entry.tight());
        mark(entry.number(), entry.digits());
        return true;
    }

    private void show(Block.Item item, boolean tight) {
        column.pseudoClassStateChanged(TIGHT, tight);
        column.show(item.blocks());
        boolean task = item.task() != Block.Task.NONE;
        mark.setGraphic(task ? box : null);
        mark.setAccessibleText(task ? item.task() == Block.Task.DONE ? "Done" : "To do" : null);
        box.getChildren().getFirst().setVisible(item.task() == Block.Task.DONE);
        box.getStyleClass().remove("md-done");
        if (item.task() == Block.Task.DONE) {
            box.getStyleClass().add("md-done");
        }
    }

    private void mark(String number, int digits) {
        boolean task = mark.getGraphic() != null;
        mark.setText(task ? "" : number.isEmpty() ? bullet : number);
        mark.setMinWidth(number.isEmpty() ? MARK_WIDTH : MARK_WIDTH + (digits - 1) * DIGIT_WIDTH);
    }

    private static Region tick() {
        Region tick = new Region();
        tick.getStyleClass().add("md-tick");
        return tick;
    }
}
