package online.cloudtolocalllm.settings.view.connection;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import online.cloudtolocalllm.settings.model.connection.ModelList;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;
import org.jspecify.annotations.Nullable;

/** A model in the list: ticked by a click, or with Space on the row. */
final class ModelCell extends ListCell<ModelList.Model> {

    private final BooleanSupplier ticks;
    private final CheckBox tick = new CheckBox();
    private final Label name = Parts.text("", "mono");
    private final Label note = Parts.text("", "quiet");
    private final HBox line = new HBox(8, tick, name, Parts.spring(), note);

    ModelCell(BooleanSupplier ticks, Consumer<ModelList.Model> toggled) {
        this.ticks = ticks;
        line.setAlignment(Pos.CENTER_LEFT);
        note.setMinWidth(Label.USE_PREF_SIZE);
        // The list has the focus: one stop for Tab, not one for each model.
        tick.setFocusTraversable(false);
        tick.setOnAction(event -> {
            ModelList.Model model = getItem();
            if (model != null) {
                // It moves when the change does, not by itself.
                tick.setSelected(model.allowed());
                toggled.accept(model);
            }
        });
    }

    @Override
    protected void updateItem(ModelList.@Nullable Model model, boolean none) {
        super.updateItem(model, none);
        if (none || model == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        Parts.there(tick, ticks.getAsBoolean());
        tick.setSelected(model.allowed());
        name.setText(Words.model(model.name()));
        name.getStyleClass().remove("tone-quiet");
        if (!model.listed()) {
            name.getStyleClass().add("tone-quiet");
        }
        note.setText(model.note());
        setAccessibleText(Words.model(model.name())
                + (!ticks.getAsBoolean() ? "" : model.allowed() ? ", ticked" : ", not ticked"));
        setGraphic(line);
    }
}
