package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.window.start.OtherPrograms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The window on JavaFX's headless platform, without a daemon. */
class SettingsWindowTest {

    private final FxRobot robot = new FxRobot();
    private SettingsWindow window;
    private TemporaryHome home;
    private TrayService daemon;
    private boolean ended;

    @BeforeEach
    void open() throws Exception {
        home = TemporaryHome.create();
        daemon = TrayService.open(
                ClientOptions.of(home.locations(), "settings/1").withStart(StartPolicy.NEVER));
        FxToolkit.registerPrimaryStage();
        window = FxToolkit.setupFixture(() -> new SettingsWindow(new TestShell()));
        FxToolkit.setupStage(stage -> stage.setScene(new Scene(window.root(), 760, 600)));
        FxToolkit.showStage();
    }

    @AfterEach
    void close() throws Exception {
        robot.interact(() -> window.close());
        FxToolkit.cleanupStages();
        daemon.close();
        home.close();
    }

    private final class TestShell implements Shell {
        @Override
        public TrayService daemon() {
            return daemon;
        }

        @Override
        public OtherPrograms programs() {
            return new OtherPrograms(Optional.empty(), "Linux", Map.of());
        }

        @Override
        public Locations locations() {
            return home.locations();
        }

        @Override
        public void front(String part) {
            window.shown(part);
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    private boolean seen(String text) {
        return robot.lookup(node -> node instanceof Label label
                        && label.isVisible()
                        && label.getText().contains(text))
                .tryQuery()
                .isPresent();
    }

    @Test
    void withoutADaemonItSaysSoAndOffersToStartIt() throws Exception {
        assertThat(Until.holds(Until.LIMIT, () -> seen("The daemon is not running.")))
                .isTrue();
        assertThat(seen("Nothing is known while the daemon is away")).isTrue();
        robot.clickOn("#start-daemon");
        assertThat(Until.holds(Until.LIMIT, () -> seen("Run \"cloudtolocalllm start\".")))
                .as("why it cannot be started is told")
                .isTrue();
    }

    @Test
    void tabsAreReachedByNameAndByKeyboard() {
        TabPane tabs = robot.lookup(".tab-pane").queryAs(TabPane.class);
        robot.interact(() -> window.settings("general"));
        assertThat(tabs.getSelectionModel().getSelectedItem().getId()).isEqualTo("general");
        robot.interact(() -> window.settings("unknown"));
        assertThat(tabs.getSelectionModel().getSelectedItem().getId()).isEqualTo("general");
        robot.interact(tabs::requestFocus);
        robot.type(KeyCode.RIGHT);
        assertThat(tabs.getSelectionModel().getSelectedItem().getId()).isEqualTo("about");
        assertThat(seen(home.locations().daemonConfig().toString())).isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.W);
        assertThat(ended).isTrue();
    }

    @Test
    void nothingCanBeSwitchedWithoutADaemon() {
        robot.interact(() -> window.settings("general"));
        assertThat(robot.lookup("#option-tray").query().isDisabled()).isTrue();
    }
}
