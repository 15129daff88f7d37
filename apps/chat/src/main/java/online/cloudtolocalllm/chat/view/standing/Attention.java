package online.cloudtolocalllm.chat.view.standing;

import java.util.function.Consumer;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;

/** Whether the person looks at a window: it is shown, and has the keyboard. For JavaFX's thread. */
public final class Attention {

    private Attention() {}

    /** Tells it of the window in which this node is, now and at every change. */
    public static void watch(Node within, Consumer<Boolean> listener) {
        ObservableValue<Boolean> looked = within.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Attention::looked)
                .orElse(false);
        looked.addListener((property, before, now) -> listener.accept(now));
        listener.accept(looked.getValue());
    }

    /** Not every platform takes the focus from a window that it hides. */
    private static ObservableValue<Boolean> looked(Window window) {
        return window.showingProperty()
                .flatMap(shown -> shown ? window.focusedProperty() : new SimpleBooleanProperty(false));
    }
}
