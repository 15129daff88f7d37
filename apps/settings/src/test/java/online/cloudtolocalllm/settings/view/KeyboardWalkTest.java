package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.windowkit.SeenNodes;
import online.cloudtolocalllm.windowkit.TabWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every page by keyboard alone: Tab reaches whatever can be used, stays nowhere, and everything has a name. */
class KeyboardWalkTest {

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
        return new TabWalk(tabs, tabs, back)
                .problems().stream()
                        .map(problem -> part + (back ? " backwards: " : ": ") + problem)
                        .toList();
    }

    @Test
    void whateverCanBeUsedHasAName() throws Exception {
        List<String> problems = new ArrayList<>();
        for (String part : window.window().parts()) {
            window.turn(part);
            window.robot().interact(() -> SeenNodes.below(window.window().root(), SeenNodes::isControl).stream()
                    .filter(node -> !(node instanceof TabPane || node instanceof ScrollPane) && !TabWalk.isNamed(node))
                    .forEach(node -> problems.add(part + ": " + SeenNodes.name(node) + " has no name")));
        }
        assertThat(problems).isEmpty();
    }
}
