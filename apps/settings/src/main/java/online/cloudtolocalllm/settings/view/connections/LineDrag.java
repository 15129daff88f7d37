package online.cloudtolocalllm.settings.view.connections;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;

/** Dragging a line by its handle: it follows the pointer, the others make room, and where it is let go is its place. For JavaFX's thread. */
final class LineDrag {

    private final Supplier<List<ConnectionLine>> lines;
    private final BiConsumer<String, Integer> dropped;
    private List<ConnectionLine> order = List.of();
    private int from = -1;
    private int to = -1;
    private double grabbed;

    /**
     * Begins with nothing.
     *
     * @param lines the lines as they stand
     * @param dropped takes the name and the new place
     */
    LineDrag(Supplier<List<ConnectionLine>> lines, BiConsumer<String, Integer> dropped) {
        this.lines = lines;
        this.dropped = dropped;
    }

    /** Has this line dragged by its handle. */
    void watch(ConnectionLine line) {
        Node handle = line.handle();
        handle.setOnMousePressed(event -> begin(line, event));
        handle.setOnMouseDragged(this::drag);
        handle.setOnMouseReleased(event -> drop());
    }

    /** Whether a line is in the air: the list stays as it is meanwhile. */
    boolean active() {
        return from >= 0;
    }

    private void begin(ConnectionLine line, MouseEvent event) {
        order = lines.get();
        from = order.indexOf(line);
        to = from;
        grabbed = event.getSceneY();
        line.setViewOrder(-1);
        line.getStyleClass().add("dragged");
    }

    private void drag(MouseEvent event) {
        if (!active()) {
            return;
        }
        ConnectionLine line = order.get(from);
        line.setTranslateY(event.getSceneY() - grabbed);
        double top = line.getLayoutY() + line.getTranslateY();
        double bottom = top + line.getHeight();
        to = from;
        for (int at = 0; at < order.size(); at++) {
            ConnectionLine other = order.get(at);
            double middle = other.getLayoutY() + other.getHeight() / 2;
            boolean above = at < from && top < middle;
            boolean below = at > from && bottom > middle;
            boolean passed = other.row().movable() && (above || below);
            if (at != from) {
                other.setTranslateY(passed ? (above ? line.getHeight() : -line.getHeight()) : 0);
            }
            if (passed) {
                to = above ? Math.min(to, at) : Math.max(to, at);
            }
        }
    }

    private void drop() {
        int place = to;
        boolean moved = active() && place != from;
        String name = active() ? order.get(from).row().name() : "";
        cancel();
        if (moved) {
            dropped.accept(name, place);
        }
    }

    /** Lets go without a move; false if nothing was in the air. */
    boolean cancel() {
        if (!active()) {
            return false;
        }
        ConnectionLine line = order.get(from);
        line.setViewOrder(0);
        line.getStyleClass().remove("dragged");
        order.forEach(one -> one.setTranslateY(0));
        from = -1;
        order = List.of();
        return true;
    }
}
