package online.cloudtolocalllm.window;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What stands where a list is empty: what is so, and the next step. For JavaFX's thread. */
public final class EmptyNote extends VBox {

    private final Label title = Parts.text("", "empty-title");
    private final Label sentence = Parts.paragraph("", "quiet");

    /** One that says this. */
    public EmptyNote(String title, String sentence) {
        getStyleClass().add("empty");
        this.sentence.setMaxWidth(440);
        this.sentence.setStyle("-fx-text-alignment: center; -fx-alignment: center;");
        getChildren().addAll(this.title, this.sentence);
        say(title, sentence);
    }

    /**
     * Says something else.
     *
     * @param nowSo what is so, in a few words; empty for none, which takes no room
     * @param next the next step
     */
    public void say(String nowSo, String next) {
        Parts.say(title, nowSo);
        sentence.setText(next);
    }
}
