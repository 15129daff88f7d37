package online.cloudtolocalllm.chat.view;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Which parts of the window are open, in the order in which they were opened: Esc closes the last one. For JavaFX's thread. */
final class OpenedParts {

    private final List<Runnable> closings = new ArrayList<>();

    /** This part is to be known; it is closed by that. */
    void watch(ObservableValue<Boolean> open, Runnable close) {
        open.subscribe(now -> {
            closings.remove(close);
            if (now) {
                closings.add(close);
            }
        });
    }

    /**
     * Has Esc close the last one.
     *
     * @param root of the window, where it does if nothing in it took it
     * @param talk where it does before anything else; text that is being changed takes it first even there
     */
    void install(Parent root, Parent talk) {
        talk.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (!isEditor(event.getTarget())) {
                pressed(event);
            }
        });
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private static boolean isEditor(Object target) {
        return target instanceof Node node && "edit-question".equals(node.getId());
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !closings.isEmpty()) {
            closings.getLast().run();
            event.consume();
        }
    }
}
