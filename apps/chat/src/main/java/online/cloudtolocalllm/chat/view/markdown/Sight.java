package online.cloudtolocalllm.chat.view.markdown;

import java.util.List;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.layout.Region;

/**
 * Lets drawings go that are far out of sight, and has them drawn again before they come into it: an answer of ten thousand tokens is some
 * ten thousand nodes, of which a window shows a few hundred. For JavaFX's thread.
 */
final class Sight {

    /** How far out of sight something is still drawn, in heights of the window; what comes back there has time to be laid out. */
    private static final double NEAR = 1;

    private static final double FAR = 2;

    private final Region view;
    private final Supplier<List<Slot<?>>> slots;
    private boolean due;

    Sight(Region view, Supplier<List<Slot<?>>> slots) {
        this.view = view;
        this.slots = slots;
        view.localToSceneTransformProperty().addListener((of, before, now) -> later());
        view.heightProperty().addListener((of, before, now) -> later());
    }

    /** Has all drawn, for what goes over all of it. */
    void all() {
        all(slots.get());
    }

    private static void all(List<Slot<?>> slots) {
        for (Slot<?> slot : slots) {
            slot.begin();
            slot.come();
            all(slot.slots());
        }
    }

    /** Once for all changes of a moment, when all is where it belongs. */
    private void later() {
        Scene scene = view.getScene();
        if (!due && scene != null) {
            due = true;
            scene.addPostLayoutPulseListener(new Runnable() {
                @Override
                public void run() {
                    scene.removePostLayoutPulseListener(this);
                    due = false;
                    look();
                }
            });
            Platform.requestNextPulse();
        }
    }

    private void look() {
        Scene scene = view.getScene();
        // While something may be selected, all of it is there.
        if (scene == null || view.equals(scene.getFocusOwner())) {
            return;
        }
        look(slots.get(), scene.getHeight());
    }

    private static void look(List<Slot<?>> slots, double high) {
        for (Slot<?> slot : slots) {
            if (slot.waiting()) {
                continue;
            }
            Bounds bounds = slot.localToScene(slot.getLayoutBounds());
            double away = Math.max(-bounds.getMaxY(), bounds.getMinY() - high);
            if (away < NEAR * high) {
                slot.come();
                look(slot.slots(), high);
            } else if (away > FAR * high) {
                slot.go();
            }
        }
    }
}
