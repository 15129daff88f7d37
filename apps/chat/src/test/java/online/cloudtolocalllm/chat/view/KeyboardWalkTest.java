package online.cloudtolocalllm.chat.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.windowkit.SeenNodes;
import online.cloudtolocalllm.windowkit.TabWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole window by keyboard alone: Tab reaches whatever can be used, in the order of reading, and everything has a name. */
class KeyboardWalkTest {

    private FullChat chat;
    private OpenWindow window;

    @BeforeEach
    void open() throws Exception {
        chat = new FullChat(1100, 700);
        window = chat.window();
    }

    @AfterEach
    void close() throws Exception {
        chat.close();
    }

    private List<String> walk() {
        List<String> names = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        window.robot().interact(() -> {
            window.window().root().applyCss();
            window.window().root().layout();
            Node start = window.robot().lookup("#search").query();
            TabWalk walk = new TabWalk(window.window().root(), start, false);
            problems.addAll(walk.problems());
            problems.addAll(new TabWalk(window.window().root(), start, true).problems());
            walk.way().stream().map(Node::getId).filter(id -> id != null).forEach(names::add);
            SeenNodes.below(window.window().root(), SeenNodes::isControl).stream()
                    .filter(node -> !(node instanceof ScrollPane) && !TabWalk.isNamed(node))
                    .forEach(node -> problems.add(SeenNodes.name(node) + " has no name"));
        });
        assertThat(problems).isEmpty();
        return names;
    }

    @Test
    void tabReachesWhateverCanBeUsed() throws Exception {
        assertThat(walk())
                .containsSubsequence(
                        "search",
                        "new-chat",
                        "list-menu",
                        "conversations",
                        "library-open",
                        "status-line",
                        "title",
                        "model",
                        "options",
                        "more",
                        "messages",
                        "edit",
                        "copy-question",
                        "again",
                        "message",
                        "attach");
        window.robot().push(KeyCode.CONTROL, KeyCode.I);
        assertThat(window.until(() -> window.isOpen("#closing-choice"))).isTrue();
        assertThat(walk())
                .containsSubsequence(
                        "library-open", "closing-choice", "status-connections", "status-more", "status-line", "title");
        window.robot().push(KeyCode.CONTROL, KeyCode.I);
        window.robot().push(KeyCode.CONTROL, KeyCode.B);
        assertThat(window.until(() -> window.isOpen("#library-search"))).isTrue();
        assertThat(walk())
                .containsSubsequence("library-open", "status-line", "library-search", "library-close", "library-models")
                .doesNotContain("message", "title");
        window.robot().push(KeyCode.CONTROL, KeyCode.B);
        window.click("#options");
        assertThat(window.until(() -> window.isOpen("#system"))).isTrue();
        window.put("#preset-name", "short");
        assertThat(walk())
                .containsSubsequence(
                        "more",
                        "message",
                        "attach",
                        "options-close",
                        "system",
                        "temperature",
                        "context",
                        "keep-alive",
                        "format",
                        "preset-name",
                        "preset-save");
    }

    @Test
    void whatHasTheKeyboardIsSeen() throws Exception {
        window.click("#options");
        assertThat(window.until(() -> window.isOpen("#system"))).isTrue();
        Node search = window.robot().lookup("#search").query();
        window.robot().interact(search::requestFocus);
        List<String> hidden = new ArrayList<>();
        for (int step = 0; step < 100; step++) {
            window.robot().push(KeyCode.TAB);
            if (search.isFocused()) {
                break;
            }
            if (!window.until(this::isFocusSeen)) {
                window.robot()
                        .interact(() ->
                                hidden.add(SeenNodes.name(search.getScene().getFocusOwner())));
            }
        }
        assertThat(hidden).isEmpty();
        assertThat(search.isFocused()).as("it goes round").isTrue();
    }

    /** Whether it is shown as what has the keyboard, and its middle is within all it lies in. */
    private boolean isFocusSeen() {
        Node owner = window.window().root().getScene().getFocusOwner();
        if (owner == null || !owner.isFocusVisible()) {
            return false;
        }
        Bounds place = owner.localToScene(owner.getLayoutBounds());
        for (Node at = owner; at != null; at = at.getParent()) {
            if (at instanceof ScrollPane || at.getClip() != null || at.getParent() == null) {
                Bounds room = at.localToScene(at.getLayoutBounds());
                if (!room.contains(place.getCenterX(), place.getCenterY())) {
                    return false;
                }
            }
        }
        return true;
    }
}
