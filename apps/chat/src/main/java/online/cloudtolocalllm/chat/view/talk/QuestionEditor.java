package online.cloudtolocalllm.chat.view.talk;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.window.Parts;

/** Where a question is changed to be asked once more. Enter asks, Shift-Enter breaks the line, Esc leaves it. For JavaFX's thread. */
final class QuestionEditor extends VBox {

    private final GrowingText text = new GrowingText("edit-question", "The question", 12);
    private final Button ask;

    /**
     * One with this text.
     *
     * @param onChange is told each other text
     */
    QuestionEditor(String before, Consumer<String> onChange, Consumer<String> onAsk, Runnable onLeave) {
        setSpacing(8);
        getStyleClass().add("question-editor");
        text.setText(before);
        ask = Parts.button("edit-ask", "Ask this", () -> onAsk.accept(text.getText()));
        ask.getStyleClass().addAll("accent", "small");
        Button leave = Parts.button("edit-leave", "Cancel", onLeave);
        leave.getStyleClass().add("small");
        HBox buttons = new HBox(
                8,
                Parts.paragraph("It becomes another version; this one stays.", "quiet", "small-words"),
                Parts.spring(),
                ask,
                leave);
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(text, buttons);
        ask.disableProperty().bind(text.textProperty().map(String::isBlank));
        text.textProperty().addListener((property, old, now) -> onChange.accept(now));
        text.onEnter(ask::fire);
        text.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                onLeave.run();
                event.consume();
            }
        });
    }

    /** Puts the cursor behind its text. */
    void begin() {
        text.requestFocus();
        text.end();
    }
}
