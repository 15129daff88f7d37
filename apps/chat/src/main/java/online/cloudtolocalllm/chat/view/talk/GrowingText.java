package online.cloudtolocalllm.chat.view.talk;

import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** A text that is as high as its lines, up to a number of them. Shift-Enter breaks the line. For JavaFX's thread. */
final class GrowingText extends TextArea {

    /** More than a book's chapter, and few enough to be laid out at each key. */
    static final int MOST = 100_000;

    private static final double PADDING = 18;
    private static final double EMPTY_LINE = 20;

    private final int lines;
    private BooleanSupplier onPaste = () -> false;
    private Runnable onTooLong = () -> {};

    /** An empty one. */
    GrowingText(String id, String accessibleText, int lines) {
        this.lines = lines;
        setId(id);
        setAccessibleText(accessibleText);
        setWrapText(true);
        setPrefRowCount(1);
        getStyleClass().add("growing-text");
        // Nobody writes tabs into messages, and everybody wants to leave them with the keyboard.
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
                event.consume();
                requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            }
        });
        setTextFormatter(new TextFormatter<>(this::allowed));
        addEventFilter(KeyEvent.KEY_PRESSED, this::leave);
        setMinHeight(EMPTY_LINE + PADDING);
        setPrefHeight(EMPTY_LINE + PADDING);
    }

    /** Nobody asks with tabs, and everybody wants to leave it with the keyboard. */
    private void leave(KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
            event.consume();
            requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
        }
    }

    private TextFormatter.@Nullable Change allowed(TextFormatter.Change change) {
        if (change.isContentChange() && change.getControlNewText().length() > MOST) {
            onTooLong.run();
            return null;
        }
        return change;
    }

    /** Runs this at Enter without Shift; the text does not hear of it. */
    void onEnter(Runnable action) {
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShiftDown()) {
                replaceSelection("\n");
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER && !event.isAltDown()) {
                action.run();
                event.consume();
            }
        });
    }

    /** Asks this first when something is pasted; true if it took what there is. */
    void onPaste(BooleanSupplier taker) {
        onPaste = taker;
    }

    /** Runs this when a text is refused because it is too long. */
    void onTooLong(Runnable action) {
        onTooLong = action;
    }

    @Override
    public void paste() {
        if (!onPaste.getAsBoolean()) {
            super.paste();
        }
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        // How many lines there are is known when they are laid out. What stands in an empty one is another node.
        Text one = new Text("x");
        one.setFont(getFont());
        double line = Math.ceil(one.getLayoutBounds().getHeight());
        double high = lookupAll(".text").stream()
                .filter(node -> node instanceof Text drawn && drawn.getText().equals(getText()))
                .mapToDouble(node -> Math.ceil(node.getLayoutBounds().getHeight()))
                .max()
                .orElse(line);
        double wanted = PADDING + Math.clamp(high, line, line * lines);
        if (wanted != getPrefHeight()) {
            Platform.runLater(() -> setPrefHeight(wanted));
        }
    }
}
