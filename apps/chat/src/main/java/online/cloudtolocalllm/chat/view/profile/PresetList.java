package online.cloudtolocalllm.chat.view.profile;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.profile.Options;
import online.cloudtolocalllm.chat.model.profile.OptionsState;
import online.cloudtolocalllm.chat.model.talk.Preset;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;

/** The presets: a click applies one. Below them a name to keep what is set under. For JavaFX's thread. */
final class PresetList extends VBox {

    private static final double WIDEST = 208;

    private final Options options;
    private final VBox rows = new VBox(2);
    private final Label none =
            Parts.paragraph("None yet. Set instructions and options, and keep them here under a name.", "quiet");
    private final TextField name = new TextField();
    private final Button save = Parts.button("preset-save", "Save", this::save);
    private final CheckBox withModel = new CheckBox();
    private List<Preset> drawn = List.of();
    private OptionsState state;

    PresetList(Options options, OptionsState first) {
        this.options = options;
        this.state = first;
        getStyleClass().add("presets");
        rows.setId("presets");
        name.setId("preset-name");
        name.setPromptText("Name of a preset");
        name.setAccessibleText("Name of a preset");
        HBox.setHgrow(name, Priority.ALWAYS);
        name.textProperty().addListener((property, before, now) -> draw());
        name.setOnAction(event -> save());
        withModel.setId("preset-with-model");
        save.setAccessibleText("Save what is set as a preset");
        HBox saving = new HBox(8, name, save);
        saving.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(Parts.text("Presets", "strong"), rows, none, saving, withModel);
        show(first);
    }

    void show(OptionsState now) {
        state = now;
        draw();
    }

    private void draw() {
        if (!state.presets().equals(drawn) || rows.getChildren().isEmpty()) {
            drawn = state.presets();
            rows.getChildren().setAll(drawn.stream().map(this::row).toList());
        }
        Parts.there(rows, !drawn.isEmpty());
        Parts.there(none, drawn.isEmpty());
        save.setText(state.has(name.getText()) ? "Replace" : "Save");
        save.setDisable(name.getText().isBlank() || !state.form().fits());
        Parts.there(withModel, !state.model().isEmpty());
        withModel.setText("Keep the model, " + Words.model(state.model()) + ", with it");
    }

    private Node row(Preset preset) {
        String label = Words.plain(preset.name());
        int at = drawn.indexOf(preset);
        Button apply = Parts.button("preset-apply-" + at, label, () -> options.apply(preset));
        apply.getStyleClass().addAll("flat", "preset");
        apply.setAccessibleText("Apply the preset " + label);
        apply.setTextOverrun(OverrunStyle.ELLIPSIS);
        apply.setMinWidth(64);
        apply.setMaxWidth(WIDEST);
        apply.setTooltip(new Tooltip(PresetWords.of(preset.profile())));
        Button delete = Parts.button("preset-delete-" + at, "✕", () -> options.delete(preset));
        delete.getStyleClass().add("flat");
        delete.setAccessibleText("Delete the preset " + label);
        HBox line = new HBox(8, apply, Parts.spring(), delete);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void save() {
        if (!save.isDisabled()) {
            options.save(name.getText(), withModel.isVisible() && withModel.isSelected());
            name.clear();
        }
    }
}
