package online.cloudtolocalllm.settings.view.field;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.window.Parts;

/** A setting's name and what it does at the left, its control at the right, and below them what there is to say. For JavaFX's thread. */
public final class SettingLine extends VBox {

    private static final double LEAST = 160;

    /**
     * Makes it.
     *
     * @param sentence what it does; empty if the name says it
     * @param below what is to be said, each under the one before
     */
    public SettingLine(String title, String sentence, Region control, Node... below) {
        VBox words = new VBox(2, Parts.text(title, "strong"));
        if (!sentence.isEmpty()) {
            words.getChildren().add(Parts.paragraph(sentence, "quiet"));
        }
        words.setMinWidth(LEAST);
        HBox.setHgrow(words, Priority.ALWAYS);
        getStyleClass().add("setting");
        getChildren().add(new HBox(24, words, control));
        getChildren().addAll(below);
    }
}
