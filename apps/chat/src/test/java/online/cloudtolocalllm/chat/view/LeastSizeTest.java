package online.cloudtolocalllm.chat.view;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import online.cloudtolocalllm.windowkit.LittleRoom;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The whole window where it cannot be made smaller, with its real style sheets: nothing that can be used is cut off. */
class LeastSizeTest {

    /** What the desktop leaves of 480 with a high title bar. */
    private static final LittleRoom ROOM = new LittleRoom(720, 440);

    private final List<String> problems = new ArrayList<>();

    @Test
    void nothingThatCanBeUsedIsCutOff() throws Exception {
        try (FullChat chat = new FullChat(720, 440)) {
            OpenWindow window = chat.window();
            Stage small = FxToolkit.setupFixture(() -> new Stage());
            window.robot().interact(() -> {
                Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheetBSS());
                ROOM.show(window.window().root(), small);
            });
            look("conversation", window);
            push(window, KeyCode.I);
            assertThat(window.until(() -> window.isOpen("#status-more"))).isTrue();
            look("status", window);
            push(window, KeyCode.I);
            push(window, KeyCode.B);
            assertThat(window.until(() -> window.isOpen("#library-search"))).isTrue();
            look("library", window);
            push(window, KeyCode.B);
            window.click("#options");
            assertThat(window.until(() -> window.isOpen("#system"))).isTrue();
            look("options", window);
            window.robot().push(KeyCode.F1);
            look("shortcuts", window);
        } finally {
            new FxRobot().interact(() -> Application.setUserAgentStylesheet(null));
        }
        assertThat(problems).isEmpty();
    }

    private static void push(OpenWindow window, KeyCode key) {
        window.robot().push(KeyCode.CONTROL, key);
    }

    private void look(String part, OpenWindow window) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        // Some sizes come from others, and settle with the next drawings.
        boolean _ = window.until(() -> {
            seen.clear();
            seen.addAll(ROOM.cutOff(window.window().root()));
            return seen.isEmpty();
        });
        seen.forEach(problem -> problems.add(part + ": " + problem));
    }
}
