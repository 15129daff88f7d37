package online.cloudtolocalllm.settings.view.connections;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.connections.ConnectionRow;
import online.cloudtolocalllm.settings.view.page.Reveal;
import online.cloudtolocalllm.window.Parts;

/** The connections, one line each, of which one is chosen. A line stays the same while its connection is there. For JavaFX's thread. */
final class ConnectionList {

    private static final double HIGHEST = 328;

    private final Commands actions;
    private final VBox lines = new VBox();
    private final ScrollPane root = Parts.scrolling(lines);
    private final Map<String, ConnectionLine> byName = new LinkedHashMap<>();
    private final LineDrag drag;
    private String chosen = "";
    private Optional<ContextMenu> menu = Optional.empty();

    ConnectionList(Commands actions) {
        this.actions = actions;
        drag = new LineDrag(this::order, actions::move);
        lines.setId("connection-rows");
        lines.setAccessibleRole(AccessibleRole.LIST_VIEW);
        lines.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        root.setMaxHeight(HIGHEST);
        root.setFocusTraversable(false);
        // A list that is not cut off takes all the room that it needs.
        root.minHeightProperty().bind(lines.heightProperty().map(high -> Math.min(high.doubleValue(), HIGHEST)));
    }

    Node root() {
        return root;
    }

    private List<ConnectionLine> order() {
        return List.copyOf(byName.values());
    }

    /** Shows these, one of them chosen. */
    void show(List<ConnectionRow> rows, String nowChosen) {
        if (drag.active()) {
            return;
        }
        Map<String, ConnectionLine> next = new LinkedHashMap<>();
        for (ConnectionRow row : rows) {
            ConnectionLine line = byName.get(row.name());
            if (line == null) {
                line = line(row);
            }
            line.show(row, row.name().equals(nowChosen));
            next.put(row.name(), line);
        }
        List<String> before = List.copyOf(byName.keySet());
        byName.clear();
        byName.putAll(next);
        if (!before.equals(List.copyOf(next.keySet()))) {
            Optional<Node> focus =
                    Optional.ofNullable(lines.getScene()).flatMap(scene -> Optional.ofNullable(scene.getFocusOwner()));
            boolean had =
                    focus.filter(node -> ConnectionLine.within(node, lines)).isPresent();
            lines.getChildren().setAll(next.values());
            if (had) {
                focus.filter(node -> ConnectionLine.within(node, lines))
                        .or(() -> Optional.ofNullable(byName.get(nowChosen)))
                        .ifPresent(Node::requestFocus);
            }
        }
        if (!chosen.equals(nowChosen)) {
            chosen = nowChosen;
            reveal();
        }
    }

    private ConnectionLine line(ConnectionRow row) {
        ConnectionLine line = new ConnectionLine(row, actions);
        line.setOnContextMenuRequested(event -> {
            actions.choose(line.row().name());
            openMenu(line).show(line, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        drag.watch(line);
        return line;
    }

    private ContextMenu openMenu(ConnectionLine line) {
        menu.ifPresent(ContextMenu::hide);
        ContextMenu fresh = LineMenu.of(line.row(), order().indexOf(line), actions);
        menu = Optional.of(fresh);
        return fresh;
    }

    /** The focus goes to the chosen line. */
    void focus() {
        Optional.ofNullable(byName.get(chosen)).ifPresent(Node::requestFocus);
    }

    private void pressed(KeyEvent event) {
        List<ConnectionLine> order = order();
        int at = new ArrayList<>(byName.keySet()).indexOf(chosen);
        if (at < 0) {
            return;
        }
        boolean menuKey =
                event.getCode() == KeyCode.CONTEXT_MENU || (event.getCode() == KeyCode.F10 && event.isShiftDown());
        if (menuKey) {
            ConnectionLine line = order.get(at);
            Bounds place = line.localToScreen(line.getBoundsInLocal());
            openMenu(line).show(line, place.getMinX() + 64, place.getMaxY());
        } else if (event.isShortcutDown() || event.isShiftDown()) {
            return;
        } else if (event.getCode() == KeyCode.DELETE) {
            actions.remove(chosen);
        } else if (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN) {
            int to = at + (event.getCode() == KeyCode.UP ? -1 : 1);
            if (event.isAltDown()) {
                actions.move(chosen, to);
            } else {
                go(order, to);
            }
        } else if (event.getCode() == KeyCode.HOME) {
            go(order, 0);
        } else if (event.getCode() == KeyCode.END) {
            go(order, order.size() - 1);
        } else {
            return;
        }
        event.consume();
    }

    private void go(List<ConnectionLine> order, int to) {
        if (to >= 0 && to < order.size()) {
            actions.choose(order.get(to).row().name());
            order.get(to).requestFocus();
        }
    }

    /** Scrolls to the chosen line where the list is longer than its room. */
    private void reveal() {
        Optional.ofNullable(byName.get(chosen)).ifPresent(Reveal::in);
    }

    /** Gives up a drag; false if there was none. */
    boolean escape() {
        return drag.cancel();
    }
}
