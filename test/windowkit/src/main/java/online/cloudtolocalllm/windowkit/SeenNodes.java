package online.cloudtolocalllm.windowkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;

/** What there is below a node, as far as it can be seen. For JavaFX's thread. */
public final class SeenNodes {

    private SeenNodes() {}

    /** All of them that are so, in the order of the drawing. */
    public static List<Node> below(Node top, Predicate<Node> wanted) {
        List<Node> found = new ArrayList<>();
        collect(top, wanted, found);
        return found;
    }

    private static void collect(Node at, Predicate<Node> wanted, List<Node> found) {
        if (!at.isVisible()) {
            return;
        }
        if (wanted.test(at)) {
            found.add(at);
        }
        if (at instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, wanted, found));
        }
    }

    /** Whether it lies in something of this type. */
    public static boolean isIn(Node node, Class<?> type) {
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it says less than it has to say, for want of room. */
    public static boolean isCutShort(Labeled labeled) {
        // Its own text only: what it shows beside it has texts, too.
        return labeled.getText() != null
                && !labeled.isMnemonicParsing()
                && labeled.getChildrenUnmodifiable().stream()
                        .anyMatch(child ->
                                child instanceof Text text && !text.getText().equals(labeled.getText()));
    }

    /** Its name for whoever reads the outcome of a test. */
    public static String name(Node node) {
        String words = node instanceof Labeled labeled ? " \"" + labeled.getText() + "\"" : "";
        return node.getClass().getSimpleName() + (node.getId() == null ? "" : "#" + node.getId()) + words;
    }

    /** What a person takes hold of. */
    public static boolean isControl(Node node) {
        return node instanceof Control && node.isFocusTraversable() && !node.isDisabled();
    }
}
