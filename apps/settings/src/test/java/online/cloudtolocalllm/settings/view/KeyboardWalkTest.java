package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.windowkit.SeenNodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every page by keyboard alone: Tab reaches whatever can be used, stays nowhere, and everything has a name. */
class KeyboardWalkTest {

    private static final int MOST_STEPS = 600;

    private TemporaryHome home;
    private PlayedSettings played;
    private OpenWindow window;

    @BeforeEach
    void open() throws Exception {
        home = TemporaryHome.create();
        played = FullSettings.play(home.locations());
        window = new OpenWindow(home.locations());
        assertThat(window.sees(FullSettings.LONG)).isTrue();
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        played.close();
        home.close();
    }

    @Test
    void tabReachesWhateverCanBeUsed() throws Exception {
        List<String> problems = new ArrayList<>();
        for (String part : window.window().parts()) {
            window.turn(part);
            window.robot().interact(() -> problems.addAll(walk(part, false)));
            window.robot().interact(() -> problems.addAll(walk(part, true)));
        }
        assertThat(problems).isEmpty();
    }

    private List<String> walk(String part, boolean back) {
        window.window().root().applyCss();
        window.window().root().layout();
        TabPane tabs = window.robot().lookup(".tab-pane").queryAs(TabPane.class);
        List<Node> wanted = SeenNodes.below(tabs, SeenNodes::isControl);
        Set<Node> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<String> way = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        tabs.requestFocus();
        for (int step = 0; step < MOST_STEPS; step++) {
            Node before = tabs.getScene().getFocusOwner();
            reached.add(before);
            way.add(SeenNodes.name(before));
            press(before, back);
            Node now = tabs.getScene().getFocusOwner();
            if (tabs.equals(now)) {
                break;
            }
            if (now == null || now.equals(before) || step == MOST_STEPS - 1) {
                problems.add(
                        part + (back ? " backwards" : "") + ": stuck at " + SeenNodes.name(before) + " after " + way);
                break;
            }
        }
        // In what scrolls by itself, controls are there while they are seen.
        wanted.stream()
                .filter(node -> !reached.contains(node) && node.getScene() != null && !isBesideOne(node, reached))
                .forEach(node -> problems.add(part + (back ? " backwards" : "") + ": " + SeenNodes.name(node)
                        + " is not reached, but " + way));
        return problems;
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

    @Test
    void whateverCanBeUsedHasAName() throws Exception {
        List<String> problems = new ArrayList<>();
        for (String part : window.window().parts()) {
            window.turn(part);
            window.robot().interact(() -> SeenNodes.below(window.window().root(), SeenNodes::isControl).stream()
                    .filter(node -> !(node instanceof TabPane || node instanceof ScrollPane) && !isNamed(node))
                    .forEach(node -> problems.add(part + ": " + SeenNodes.name(node) + " has no name")));
        }
        assertThat(problems).isEmpty();
    }

    private static boolean isNamed(Node node) {
        String own = node.getAccessibleText();
        return (own != null && !own.isBlank())
                || (node instanceof Labeled labeled && labeled.getText() != null && hasWord(labeled.getText()));
    }

    /** A mark such as "≡" is no name. */
    private static boolean hasWord(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
