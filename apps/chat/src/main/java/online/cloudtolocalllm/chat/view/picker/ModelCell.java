package online.cloudtolocalllm.chat.view.picker;

import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.library.ModelRow;
import online.cloudtolocalllm.window.Parts;
import org.jspecify.annotations.Nullable;

/** A model in a list: its name and size, below them its kind and its connections. For JavaFX's thread. */
public final class ModelCell extends ListCell<ModelRow> {

    /** How high each is. */
    public static final double HEIGHT = 48;

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final Predicate<ModelRow> current;
    private final Label mark = Parts.text("", "state-mark");
    private final Label name = Parts.text("", "model-name");
    private final Label size = Parts.text("", "model-small");
    private final Label remark = Parts.text("", "model-small");
    private final Label where = Parts.text("", "model-small");
    private final HBox line;

    /**
     * An empty one.
     *
     * @param current tells the model that is asked now
     */
    public ModelCell(Predicate<ModelRow> current) {
        this.current = current;
        getStyleClass().add("model-cell");
        HBox first = new HBox(8, name, Parts.spring(), size);
        HBox second = new HBox(8, remark, Parts.spring(), where);
        size.setMinWidth(Label.USE_PREF_SIZE);
        remark.setMinWidth(64);
        VBox both = new VBox(2, first, second);
        both.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(both, Priority.ALWAYS);
        both.setMinWidth(0);
        line = new HBox(8, mark, both);
        line.setAlignment(Pos.CENTER_LEFT);
        // What is too wide is cut with an ellipsis, and does not make the list scroll sideways.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable ModelRow row, boolean none) {
        super.updateItem(row, none);
        if (none || row == null) {
            setGraphic(null);
            setAccessibleText(null);
            pseudoClassStateChanged(CURRENT, false);
            return;
        }
        mark.setText(row.mark());
        Parts.tone(mark, row.tone());
        name.setText(row.label());
        size.setText(row.size());
        remark.setText(row.remark());
        where.setText(row.serving().isEmpty() ? row.where() : served(row));
        pseudoClassStateChanged(CURRENT, current.test(row));
        setAccessibleText(row.label() + ", " + String.join(", ", row.size(), row.remark(), row.where()));
        setGraphic(line);
    }

    /** The connection that would be asked, and how many more could be. */
    private static String served(ModelRow row) {
        int others = row.places().size() - 1;
        return others > 0 ? row.serving() + " and " + others + " more" : row.serving();
    }
}
