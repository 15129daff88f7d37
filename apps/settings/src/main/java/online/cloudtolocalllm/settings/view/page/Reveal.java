package online.cloudtolocalllm.settings.view.page;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/** Scrolls a page so that a part of it is seen. For JavaFX's thread. */
public final class Reveal {

    private Reveal() {}

    /** Does so once what has just changed is laid out. */
    public static void in(Node part) {
        Platform.runLater(() -> {
            Node at = part.getParent();
            while (at != null && !(at instanceof ScrollPane)) {
                at = at.getParent();
            }
            if (at instanceof ScrollPane scroll) {
                scroll.layout();
                scroll(scroll, part);
            }
        });
    }

    private static void scroll(ScrollPane scroll, Node part) {
        Node content = scroll.getContent();
        Bounds where = content.sceneToLocal(part.localToScene(part.getLayoutBounds()));
        double all = content.getLayoutBounds().getHeight();
        double window = scroll.getViewportBounds().getHeight();
        double rest = all - window;
        if (rest <= 0) {
            return;
        }
        double top = scroll.getVvalue() * rest;
        // Its end, or where it is higher than the window its beginning.
        double wanted = Math.min(where.getMinY() - 8, Math.max(top, where.getMaxY() + 8 - window));
        scroll.setVvalue(Math.clamp(wanted / rest, 0, 1));
    }
}
