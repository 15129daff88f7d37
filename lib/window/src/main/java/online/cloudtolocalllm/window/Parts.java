package online.cloudtolocalllm.window;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Small parts of which all windows are made, in their one style. For JavaFX's thread. */
public final class Parts {

    private Parts() {}

    /** A text with these classes of the style sheet. */
    public static Label text(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** A text over as many lines as it needs. */
    public static Label paragraph(String text, String... styles) {
        Label label = text(text, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** A line between two things. */
    public static Region hairline() {
        Region line = new Region();
        line.getStyleClass().add("hairline");
        return line;
    }

    /** Takes the room that is left, so that what follows is at the other side. */
    public static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    /** What stands where a list is empty: what is so, and the next step. */
    public static VBox empty(String title, String sentence, Node... more) {
        Label below = paragraph(sentence, "quiet");
        below.setMaxWidth(440);
        below.setStyle("-fx-text-alignment: center; -fx-alignment: center;");
        VBox box = new VBox(text(title, "empty-title"), below);
        box.getChildren().addAll(more);
        box.getStyleClass().add("empty");
        return box;
    }

    /** A page that scrolls down where it is higher than the window. */
    public static ScrollPane scrolling(Region page) {
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain");
        return scroll;
    }
}
