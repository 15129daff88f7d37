package online.cloudtolocalllm.chat.view.talk;

import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/** How the conversation is scrolled: by wheel and keys, and so that what has the keyboard is seen. For JavaFX's thread. */
final class RollKeys {

    private static final double LINE = 40;

    private final MessageRoll roll;
    private final ChangeListener<@Nullable Node> focus = (property, before, now) -> focused(now);

    /**
     * Those of this roll.
     *
     * @param onEnd goes to the end of the conversation
     */
    RollKeys(MessageRoll roll, Runnable onEnd) {
        this.roll = roll;
        roll.addEventHandler(ScrollEvent.SCROLL, event -> {
            roll.scroll(-event.getDeltaY());
            event.consume();
        });
        roll.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (!(event.getTarget() instanceof TextInputControl) && pressed(event.getCode(), onEnd)) {
                event.consume();
            }
        });
        roll.sceneProperty().subscribe((before, now) -> {
            if (before != null) {
                before.focusOwnerProperty().removeListener(focus);
            }
            if (now != null) {
                now.focusOwnerProperty().addListener(focus);
            }
        });
    }

    /** Has the keys for a page scroll the conversation from here, too. */
    void scrollFrom(Parent elsewhere) {
        elsewhere.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean page = event.getCode() == KeyCode.PAGE_UP || event.getCode() == KeyCode.PAGE_DOWN;
            if (page && pressed(event.getCode(), () -> {})) {
                event.consume();
            }
        });
    }

    private boolean pressed(KeyCode key, Runnable onEnd) {
        switch (key) {
            case UP -> roll.scroll(-LINE);
            case DOWN -> roll.scroll(LINE);
            case PAGE_UP -> roll.scroll(-roll.page());
            case PAGE_DOWN -> roll.scroll(roll.page());
            case HOME -> roll.toBegin();
            case END -> onEnd.run();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void focused(@Nullable Node now) {
        // Whether the keyboard brought it there is known when all listeners have heard of it; a click must not move
        // what it hits.
        Platform.runLater(() -> {
            if (now != null && now.isFocusVisible() && within(now)) {
                roll.reveal(now);
            }
        });
    }

    private boolean within(Node node) {
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (at.equals(roll)) {
                return true;
            }
        }
        return false;
    }
}
