package online.cloudtolocalllm.chat.view.markdown;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import online.cloudtolocalllm.window.Copying;

/**
 * What is selected of a text over all its blocks, as in a page: by dragging, a word by two clicks, a block by three, all by Ctrl-A. Copied
 * by Ctrl-C or the menu. It ends when the focus goes somewhere else. For JavaFX's thread.
 */
final class Selection {

    private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");
    private static final KeyCombination ALL = KeyCombination.valueOf("Shortcut+A");

    private final Parent view;
    private final Runnable whole;
    private List<Flow> flows = List.of();
    private int anchor;
    private int anchorAt;
    private boolean dragging;

    /**
     * Of this text.
     *
     * @param view all of it
     * @param whole has all of it drawn
     */
    Selection(Parent view, Runnable whole) {
        this.view = view;
        this.whole = whole;
    }

    /** Begins to listen to the mouse and the keys. */
    void listen() {
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        view.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        view.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::menu);
        view.focusedProperty().addListener(changed -> {
            if (view.getScene() != null && !view.equals(view.getScene().getFocusOwner())) {
                clear();
            }
        });
    }

    /** What is selected; nothing if nothing is. */
    String text() {
        StringBuilder text = new StringBuilder();
        String ending = "";
        for (Flow flow : flows(view)) {
            if (!flow.selected().isEmpty()) {
                text.append(ending).append(flow.selected());
                ending = flow.ending();
            }
        }
        return text.toString();
    }

    private void pressed(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY
                || !(event.getTarget() instanceof Node target)
                || controls(target)) {
            return;
        }
        // A link that was clicked keeps the focus.
        if (!(target instanceof RunText text && text.isFocusTraversable())) {
            view.requestFocus();
        }
        whole.run();
        clear();
        flows = flows(view);
        dragging = !flows.isEmpty();
        if (!dragging) {
            return;
        }
        anchor = nearest(event.getSceneX(), event.getSceneY());
        Flow flow = flows.get(anchor);
        anchorAt = flow.at(event.getSceneX(), event.getSceneY());
        if (event.getClickCount() == 2) {
            word(flow, anchorAt);
        } else if (event.getClickCount() > 2) {
            flow.select(0, flow.length());
        }
    }

    private void dragged(MouseEvent event) {
        if (!dragging || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        int head = nearest(event.getSceneX(), event.getSceneY());
        int headAt = flows.get(head).at(event.getSceneX(), event.getSceneY());
        boolean forward = anchor < head || (anchor == head && anchorAt <= headAt);
        int first = Math.min(anchor, head);
        int last = Math.max(anchor, head);
        for (int i = 0; i < flows.size(); i++) {
            Flow flow = flows.get(i);
            if (i < first || i > last) {
                flow.select(0, 0);
            } else {
                flow.select(
                        i > first ? 0 : forward ? anchorAt : headAt,
                        i < last ? flow.length() : forward ? headAt : anchorAt);
            }
        }
    }

    private static void word(Flow flow, int at) {
        String text = flow.text();
        int from = Math.min(at, text.length());
        int to = from;
        while (from > 0 && part(text.charAt(from - 1))) {
            from--;
        }
        while (to < text.length() && part(text.charAt(to))) {
            to++;
        }
        flow.select(from, to);
    }

    private static boolean part(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || Character.isSurrogate(c);
    }

    private void key(KeyEvent event) {
        if (COPY.match(event)) {
            event.consume();
            copy();
        } else if (ALL.match(event)) {
            event.consume();
            all();
        } else if (event.getCode() == KeyCode.ESCAPE && !text().isEmpty()) {
            event.consume();
            clear();
        }
    }

    private void menu(ContextMenuEvent event) {
        MenuItem copy = new MenuItem("Copy");
        copy.setId("copy-selected");
        copy.setDisable(text().isEmpty());
        copy.setOnAction(clicked -> copy());
        MenuItem all = new MenuItem("Select all");
        all.setId("select-all");
        all.setOnAction(clicked -> all());
        ContextMenu menu = new ContextMenu(copy, all);
        menu.show(view, event.getScreenX(), event.getScreenY());
        event.consume();
    }

    private void copy() {
        String text = text();
        if (!text.isEmpty()) {
            Copying.put(text);
        }
    }

    private void all() {
        whole.run();
        view.requestFocus();
        flows(view).forEach(flow -> flow.select(0, flow.length()));
    }

    private void clear() {
        flows(view).forEach(flow -> flow.select(0, 0));
    }

    /** The flow at this point of the scene, or the one that is nearest. */
    private int nearest(double x, double y) {
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < flows.size(); i++) {
            Bounds bounds = flows.get(i).localToScene(flows.get(i).getLayoutBounds());
            double beside = Math.max(0, Math.max(bounds.getMinX() - x, x - bounds.getMaxX()));
            double above = Math.max(0, Math.max(bounds.getMinY() - y, y - bounds.getMaxY()));
            // What is in the same line is nearer than what is above it.
            double away = beside + above * 1000;
            if (away < least) {
                least = away;
                nearest = i;
            }
        }
        return nearest;
    }

    /** Whether a click on it means something else. */
    private boolean controls(Node target) {
        for (Node node = target; node != null && !node.equals(view); node = node.getParent()) {
            if (node instanceof ButtonBase || node instanceof ScrollBar) {
                return true;
            }
        }
        return false;
    }

    private static List<Flow> flows(Node node) {
        List<Flow> found = new ArrayList<>();
        collect(node, found);
        return found;
    }

    private static void collect(Node node, List<Flow> into) {
        if (node instanceof Flow flow) {
            into.add(flow);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
        }
    }
}
