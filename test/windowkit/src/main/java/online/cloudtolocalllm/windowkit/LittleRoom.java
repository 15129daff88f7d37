package online.cloudtolocalllm.windowkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import online.cloudtolocalllm.window.Shell;

/**
 * A window that cannot be made smaller. For JavaFX's thread.
 *
 * @param width what it leaves to its content
 * @param height what it leaves to its content
 */
public record LittleRoom(double width, double height) {

    /** Puts this into it, with the style sheet of all windows. */
    public void show(Parent root, Stage small) {
        root.getScene().setRoot(new VBox());
        Scene scene = new Scene(root, width, height);
        scene.getStylesheets()
                .add(Objects.requireNonNull(Shell.class.getResource("window.css"))
                        .toExternalForm());
        small.setScene(scene);
        small.show();
    }

    /** What can be used and is cut off, in words. */
    public List<String> cutOff(Parent root) {
        root.applyCss();
        root.layout();
        List<String> problems = new ArrayList<>();
        for (Node node : SeenNodes.below(root, SeenNodes::isControl)) {
            if (!(node instanceof TabPane || node instanceof ScrollPane || SeenNodes.isIn(node, IndexedCell.class))) {
                look(node, problems);
            }
        }
        return problems;
    }

    private void look(Node node, List<String> problems) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        if (bounds.getMinX() < -1 || bounds.getMaxX() > width + 1) {
            problems.add(SeenNodes.name(node) + " lies at " + bounds.getMinX() + " to " + bounds.getMaxX());
        }
        if (!SeenNodes.isIn(node, ScrollPane.class) && bounds.getMaxY() > height + 1) {
            problems.add(SeenNodes.name(node) + " reaches down to " + bounds.getMaxY());
        }
        if (node instanceof ButtonBase button && SeenNodes.isCutShort(button)) {
            problems.add(SeenNodes.name(node) + " is cut short");
        }
    }
}
