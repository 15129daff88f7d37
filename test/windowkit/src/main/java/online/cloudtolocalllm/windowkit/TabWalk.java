package online.cloudtolocalllm.windowkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.event.Event;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Somebody who goes through what is seen with Tab alone. For JavaFX's thread. */
public final class TabWalk {

    private static final int MOST_STEPS = 600;

    private final List<Node> way = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Goes once round.
     *
     * @param top whose controls are all to be reached
     * @param start where it begins and ends
     * @param back whether it goes backwards
     */
    public TabWalk(Node top, Node start, boolean back) {
        List<Node> wanted = SeenNodes.below(top, SeenNodes::isControl);
        Set<Node> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        start.requestFocus();
        for (int step = 0; step < MOST_STEPS; step++) {
            Node before = start.getScene().getFocusOwner();
            reached.add(before);
            way.add(before);
            press(before, back);
            Node now = start.getScene().getFocusOwner();
            if (start.equals(now)) {
                break;
            }
            if (now == null || now.equals(before) || step == MOST_STEPS - 1) {
                problems.add("stuck at " + SeenNodes.name(before) + " after " + names());
                break;
            }
        }
        // In what scrolls by itself, controls are there while they are seen.
        wanted.stream()
                .filter(node -> !reached.contains(node) && node.getScene() != null && !isBesideOne(node, reached))
                .forEach(node -> problems.add(SeenNodes.name(node) + " is not reached, but " + names()));
    }

    /** What had the keyboard, in order. */
    public List<Node> way() {
        return List.copyOf(way);
    }

    /** Where it could not go, in words. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        way.forEach(node -> names.add(SeenNodes.name(node)));
        return names;
    }

    /** Of several of which one is chosen Tab reaches that one; arrows go on from there. */
    private static boolean isBesideOne(Node node, Set<Node> reached) {
        return node instanceof RadioButton radio
                && radio.getToggleGroup() != null
                && radio.getToggleGroup().getToggles().stream()
                        .anyMatch(other -> other.isSelected() && reached.contains(other));
    }

    private static void press(Node node, boolean back) {
        Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "\t", "", KeyCode.TAB, back, false, false, false));
    }

    /** Whether who does not see it is told what it is. */
    public static boolean isNamed(Node node) {
        String own = node.getAccessibleText();
        return (own != null && !own.isBlank())
                || node.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY) != null
                || (node instanceof Labeled labeled && labeled.getText() != null && hasWord(labeled.getText()));
    }

    /** A mark such as "≡" is no name. */
    private static boolean hasWord(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
