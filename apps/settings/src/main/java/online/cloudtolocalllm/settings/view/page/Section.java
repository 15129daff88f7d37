package online.cloudtolocalllm.settings.view.page;

import javafx.scene.Node;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.window.Parts;

/** A part of a page, under a heading of its own. For JavaFX's thread. */
public interface Section {

    /** What is shown. Always the same. */
    Node node();

    /** Shows what is so now. Called with every new state, and every second while the page is seen. */
    void show(SettingsState state, Moment now);

    /** Its page comes to the front. */
    default void opened() {}

    /** Its page goes from the front: what costs something rests. */
    default void left() {}

    /** Escape was pressed: closes what was opened last, or gives up what was typed and is not set; false if there was nothing. */
    default boolean escape() {
        return false;
    }

    /** The box of a section: its heading, and below it what is in it, to which more can be added. */
    static VBox box(String heading, Node... content) {
        VBox box = new VBox(Parts.text(heading, "group"));
        box.getStyleClass().add("section");
        box.getChildren().addAll(content);
        return box;
    }
}
