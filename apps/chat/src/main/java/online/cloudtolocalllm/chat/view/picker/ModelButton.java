package online.cloudtolocalllm.chat.view.picker;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import online.cloudtolocalllm.chat.model.picker.Picker;
import online.cloudtolocalllm.chat.model.picker.PickerState;
import online.cloudtolocalllm.window.Parts;

/** The model that is asked, and the list to choose another one. For JavaFX's thread. */
public final class ModelButton extends Button {

    private final Label mark = Parts.text("", "state-mark");
    private final Label name = Parts.text("", "model-name");
    private final Tooltip why = new Tooltip();
    private final ModelList list;

    /**
     * One that shows this choice from now on.
     *
     * @param onChoose gets the model that was chosen
     */
    public ModelButton(Picker picker, Consumer<String> onChoose) {
        setId("model");
        getStyleClass().add("model-button");
        Label open = Parts.text("▾", "quiet");
        open.setMinWidth(USE_PREF_SIZE);
        mark.setMinWidth(USE_PREF_SIZE);
        name.setMinWidth(0);
        HBox line = new HBox(4, mark, name, open);
        line.setAlignment(Pos.CENTER_LEFT);
        setGraphic(line);
        why.setWrapText(true);
        why.setMaxWidth(400);
        setTooltip(why);
        list = new ModelList(picker, onChoose);
        setOnAction(event -> list.toggle(this));
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (ModelList.opens(event) && !list.isOpen()) {
                list.toggle(this);
                event.consume();
            }
        });
        picker.onChange(this::show);
    }

    private void show(PickerState state) {
        mark.setText(state.mark());
        Parts.tone(mark, state.tone());
        name.setText(state.label());
        why.setText(state.why().isEmpty() ? "Choose a model" : state.why());
        setAccessibleText("Model: " + state.label());
        list.show(state);
    }
}
