package online.cloudtolocalllm.chat.view.standing;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;

/** A way out of a standstill: what it is, what it does, and the button that does it. For JavaFX's thread. */
final class WayRow {

    private final Label title;
    private final Label sentence = Parts.paragraph("", "quiet");
    private final Label problem = Parts.paragraph("");
    private final ProgressIndicator wheel = Parts.wheel();
    private final Button button;
    private final VBox root;

    WayRow(String id, String name, String what, Runnable action) {
        title = Parts.paragraph(name, "strong");
        button = Parts.button(id, name, action);
        sentence.setText(what);
        problem.setId(id + "-problem");
        Parts.tone(problem, Tone.BAD);
        Parts.say(problem, "");
        VBox text = new VBox(title, sentence, problem);
        text.getStyleClass().add("way-text");
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(text, wheel, button);
        row.getStyleClass().add("way");
        root = new VBox(Parts.hairline(), row);
        Parts.there(wheel, false);
    }

    Node root() {
        return root;
    }

    void there(boolean there) {
        Parts.there(root, there);
    }

    /** Says what it does now. */
    void say(String name, String what, String label) {
        title.setText(name);
        sentence.setText(what);
        button.setText(label);
        Parts.there(button, !label.isEmpty());
    }

    /**
     * Shows how it goes.
     *
     * @param wrong what went wrong last; empty if nothing did
     * @param busy whether it is being done
     * @param other whether something else is being done, which has to end first
     */
    void go(String wrong, boolean busy, boolean other) {
        Parts.say(problem, wrong);
        Parts.there(wheel, busy);
        button.setDisable(busy || other);
    }

    /** Whether it is the way that most people take. */
    void recommend(boolean recommended) {
        button.getStyleClass().remove("accent");
        if (recommended) {
            button.getStyleClass().add("accent");
        }
    }
}
