package online.cloudtolocalllm.chat.view.profile;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.window.Parts;

/** A field with its name beside or above it, and below it why it cannot be used. For JavaFX's thread. */
final class FieldBox extends VBox {

    private final Label problem = Parts.paragraph("", "tone-bad", "option-problem");

    private FieldBox(String id, Node named) {
        getStyleClass().add("option");
        problem.setId(id + "-problem");
        getChildren().addAll(named, problem);
        say("");
    }

    /** One whose name stands at its left. */
    static FieldBox beside(String id, String name, Node field) {
        Label label = Parts.text(name);
        label.setLabelFor(field);
        HBox line = new HBox(8, label, Parts.spring(), field);
        line.setAlignment(Pos.CENTER_LEFT);
        label.setMinWidth(Label.USE_PREF_SIZE);
        return new FieldBox(id, line);
    }

    /** One whose name stands above it. */
    static FieldBox below(String id, String name, Node field) {
        Label label = Parts.text(name);
        label.setLabelFor(field);
        return new FieldBox(id, new VBox(4, label, field));
    }

    /** Says why it cannot be used; empty if it can. */
    void say(String why) {
        Parts.say(problem, why);
    }
}
