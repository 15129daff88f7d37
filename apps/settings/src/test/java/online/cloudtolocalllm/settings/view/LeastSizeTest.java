package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.stage.Stage;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.windowkit.LittleRoom;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** Every page in a window that cannot be made smaller, with its real style sheets: nothing that can be used is cut off. */
class LeastSizeTest {

    /** What the desktop leaves of 440 with a high title bar. */
    private static final LittleRoom ROOM = new LittleRoom(600, 400);

    @Test
    void nothingThatCanBeUsedIsCutOff() throws Exception {
        List<String> problems = new ArrayList<>();
        try (TemporaryHome home = TemporaryHome.create();
                PlayedSettings _ = FullSettings.play(home.locations());
                OpenWindow window = new OpenWindow(home.locations())) {
            assertThat(window.sees(FullSettings.LONG)).isTrue();
            Stage small = FxToolkit.setupFixture(() -> new Stage());
            window.robot().interact(() -> style(window, small));
            for (String part : window.window().parts()) {
                window.turn(part);
                List<String> seen = new ArrayList<>();
                // Some sizes come from others, and settle with the next drawings.
                boolean _ = window.until(() -> look(part, window, seen));
                problems.addAll(seen);
            }
        } finally {
            new FxRobot().interact(() -> Application.setUserAgentStylesheet(null));
        }
        assertThat(problems).isEmpty();
    }

    private static void style(OpenWindow window, Stage small) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheetBSS());
        ROOM.show(window.window().root(), small);
    }

    /** Whether all is well; what is not is in the list. */
    private static boolean look(String part, OpenWindow window, List<String> problems) {
        problems.clear();
        ROOM.cutOff(window.window().root()).forEach(problem -> problems.add(part + ": " + problem));
        Node more = window.window().root().lookup(".control-buttons-tab");
        if (more != null && more.isVisible() && more.getLayoutBounds().getWidth() > 0) {
            problems.add(part + ": not all titles of tabs have room");
        }
        return problems.isEmpty();
    }
}
