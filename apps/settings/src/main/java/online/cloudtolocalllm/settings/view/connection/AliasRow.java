package online.cloudtolocalllm.settings.view.connection;

import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.connection.Aliases.Alias;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;

/** One name for one model. A row that is there is set when it is left, or with Enter; a new one with its button, or Enter. */
final class AliasRow extends VBox {

    private final TextField name = field("Name");
    private final TextField model = field("Model there");
    private final Label problem = Parts.paragraph("", "tone-bad");
    private final Button button;
    private Alias set = Alias.NONE;
    private boolean drawing;

    /** What a row asks of its table. */
    interface Table {
        /** Sets the row as it is typed. */
        void put(AliasRow row);

        /** Its button was pressed. */
        void pressed(AliasRow row);

        /** Something was typed. */
        void typed(AliasRow row);
    }

    AliasRow(String id, boolean isNew, Table table, Supplier<List<String>> models) {
        super(4);
        setId(id);
        name.setId(id + "-name");
        model.setId(id + "-model");
        problem.setId(id + "-problem");
        name.setAccessibleText("Other name");
        model.setAccessibleText("Model that it stands for");
        Completion.add(model, models);
        button = Parts.button(id + (isNew ? "-add" : "-remove"), isNew ? "Add" : "✕", () -> table.pressed(this));
        if (!isNew) {
            button.setAccessibleText("Remove this name");
            button.getStyleClass().add("flat");
        }
        HBox line = new HBox(8, name, Parts.text("→", "quiet"), model, button);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, problem);
        name.textProperty().addListener((property, before, now) -> typed(table));
        model.textProperty().addListener((property, before, now) -> typed(table));
        Parts.onEnter(this, () -> table.put(this));
        if (!isNew) {
            focusWithinProperty().addListener((property, before, inside) -> {
                if (!inside && dirty()) {
                    table.put(this);
                }
            });
        }
        problem("");
    }

    private static TextField field(String prompt) {
        TextField field = new TextField();
        field.setPromptText(prompt);
        field.setPrefColumnCount(8);
        field.getStyleClass().add("mono");
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    private void typed(Table table) {
        if (!drawing) {
            table.typed(this);
        }
    }

    Alias typed() {
        return new Alias(name.getText(), model.getText());
    }

    /** Whether something was typed that is not set. */
    boolean dirty() {
        return !typed().equals(set);
    }

    /** This is set now; what somebody is typing stays. */
    void set(Alias now) {
        boolean keep = dirty() && !typed().equals(now);
        set = now;
        if (!keep) {
            back();
        }
    }

    /** Shows what is set. */
    void back() {
        drawing = true;
        Parts.put(name, set.name());
        Parts.put(model, set.model());
        drawing = false;
        problem("");
    }

    void problem(String sentence) {
        Parts.say(problem, sentence);
        Parts.tone(problem, Tone.BAD);
    }

    void note(String sentence) {
        Parts.say(problem, sentence);
        Parts.tone(problem, Tone.QUIET);
    }

    void begin() {
        name.requestFocus();
    }

    void openButton(boolean open) {
        button.setDisable(!open);
    }
}
