package online.cloudtolocalllm.chat.view.talk;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/** Signs drawn as lines in 16 × 16 pixels: no font has all of them on every computer. Its nodes are for JavaFX's thread. */
enum Sign {
    /** Two sheets. */
    COPY("M5.5 5.5h8v8h-8z M10.5 5.5v-3h-8v8h3"),
    /** A tick. */
    DONE("M3 8.5l3.5 3.5L13 4.5"),
    /** A turn. */
    AGAIN("M13 8A5 5 0 1 1 11.5 4.4 M11.8 1.6V4.7H8.7"),
    /** A pencil. */
    EDIT("M3 13l.6-2.8 7.4-7.4a1.4 1.4 0 0 1 2 2l-7.4 7.4z M9.8 4l2.2 2.2"),
    /** A paper clip. */
    ATTACH("M13 7.5L7.8 12.7a3.2 3.2 0 0 1-4.5-4.5L8.8 2.7a2.1 2.1 0 0 1 3 3L6.5 11a1 1 0 0 1-1.5-1.5L9.8 4.8"),
    /** A cross. */
    CLOSE("M4 4l8 8M12 4l-8 8"),
    /** Downwards. */
    DOWN("M8 2.5v10.5M3.5 8.5L8 13l4.5-4.5"),
    /** Backwards. */
    LEFT("M10 3.5L5.5 8l4.5 4.5"),
    /** Onwards, and what can be opened. */
    RIGHT("M6 3.5L10.5 8L6 12.5"),
    /** What is open. */
    OPEN("M3.5 6L8 10.5L12.5 6");

    private static final double SIDE = 16;

    private final String path;

    Sign(String path) {
        this.path = path;
    }

    /** A drawing of it. */
    Region drawn() {
        SVGPath lines = new SVGPath();
        lines.setContent(path);
        lines.getStyleClass().add("sign");
        StackPane place = new StackPane(lines);
        place.setMinSize(SIDE, SIDE);
        place.setPrefSize(SIDE, SIDE);
        place.setMaxSize(SIDE, SIDE);
        return place;
    }

    /**
     * A button with only this on it.
     *
     * @param words what it does, for those who point at it and those who cannot see it
     */
    Button button(String id, String words, Runnable action) {
        Button button = new Button();
        button.setId(id);
        button.getStyleClass().addAll("flat", "sign-button");
        button.setOnAction(event -> action.run());
        // A tooltip is a window with a scene of its own, and nobody points at most of the signs.
        button.addEventFilter(MouseEvent.MOUSE_ENTERED, event -> {
            if (button.getTooltip() == null) {
                button.setTooltip(new Tooltip(button.getAccessibleText()));
            }
        });
        put(button, words);
        return button;
    }

    /** Puts it on a button in place of another one, with these words. */
    void put(Button button, String words) {
        Node drawn = drawn();
        drawn.setMouseTransparent(true);
        button.setGraphic(drawn);
        button.setAccessibleText(words);
        Tooltip tip = button.getTooltip();
        if (tip != null) {
            tip.setText(words);
        }
    }
}
