package online.cloudtolocalllm.settings.view.field;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.window.Parts;

/** A setting's name and what it does at the left, its control at the right. For JavaFX's thread. */
public final class SettingLine extends HBox {

    private static final double LEAST = 160;

    /**
     * Makes it.
     *
     * @param sentence what it does; empty if the name says it
     */
    public SettingLine(String title, String sentence, Region control) {
        super(24);
        VBox words = new VBox(2, Parts.text(title, "strong"));
        if (!sentence.isEmpty()) {
            words.getChildren().add(Parts.paragraph(sentence, "quiet"));
        }
        words.setMinWidth(LEAST);
        setHgrow(words, Priority.ALWAYS);
        getStyleClass().add("setting-line");
        getChildren().addAll(words, control);
    }
}
