package online.cloudtolocalllm.window;

import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.util.Duration;

/** What a person takes along: text that can be selected, and buttons that copy it. For JavaFX's thread. */
public final class Copying {

    private static final Duration SAID = Duration.seconds(2);
    private static final double LEAST = 80;

    private Copying() {}

    /** A text in one line that can be selected and copied, and not be changed, with these classes of the style sheet. */
    public static TextField selectable(String id, String accessibleText, String... styles) {
        TextField field = new TextField();
        field.setId(id);
        field.setEditable(false);
        field.setAccessibleText(accessibleText);
        field.setMinWidth(LEAST);
        field.getStyleClass().add("selectable");
        field.getStyleClass().addAll(styles);
        return field;
    }

    /** Puts a text into the desktop's clipboard, where other programs paste it from. */
    public static void put(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /**
     * A button that copies a text and says for a moment that it did, without getting wider.
     *
     * @param accessibleText what it copies, for those who do not see where it stands
     * @param text asked at each click
     */
    public static Button button(String id, String accessibleText, Supplier<String> text) {
        Button copy = new Button("Copy");
        copy.setId(id);
        copy.setAccessibleText(accessibleText);
        copy.getStyleClass().add("small");
        copy.setMinWidth(72);
        PauseTransition said = new PauseTransition(SAID);
        said.setOnFinished(event -> copy.setText("Copy"));
        copy.setOnAction(event -> {
            put(text.get());
            copy.setText("Copied");
            said.playFromStart();
        });
        return copy;
    }
}
