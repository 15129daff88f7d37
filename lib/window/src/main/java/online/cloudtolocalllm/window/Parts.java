package online.cloudtolocalllm.window;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import online.cloudtolocalllm.window.words.Tone;

/** Small parts of which all windows are made, in their one style. For JavaFX's thread. */
public final class Parts {

    private static final double WHEEL = 16;

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

    /** Puts a text into a label, which takes no room without one. */
    public static void say(Label label, String text) {
        label.setText(text);
        there(label, !text.isEmpty());
    }

    /** Shows something, or has it take no room. */
    public static void there(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    /** Gives a text the colour of how things are, in place of the one before. */
    public static void tone(Labeled text, Tone tone) {
        if (!text.getStyleClass().contains(tone.style())) {
            for (Tone other : Tone.values()) {
                text.getStyleClass().remove(other.style());
            }
            text.getStyleClass().add(tone.style());
        }
    }

    /** A button that is never narrower than its text. */
    public static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** Puts a text into a field, unless it stands there: setting the same would take away what is selected in it. */
    public static void put(TextInputControl field, String text) {
        if (!text.equals(field.getText())) {
            field.setText(text);
        }
    }

    /** Runs this at Enter in a field of one line, wherever it lies within; the field itself does not hear of it. */
    public static void onEnter(Node within, Runnable action) {
        within.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof TextField) {
                action.run();
                event.consume();
            }
        });
    }

    /** What turns, in a line of text, while something is being done. */
    public static ProgressIndicator wheel() {
        ProgressIndicator wheel = new ProgressIndicator();
        wheel.setPrefSize(WHEEL, WHEEL);
        wheel.setMinSize(WHEEL, WHEEL);
        return wheel;
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

    /** A page that scrolls down where it is higher than the window. */
    public static ScrollPane scrolling(Region page) {
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain");
        return scroll;
    }
}
