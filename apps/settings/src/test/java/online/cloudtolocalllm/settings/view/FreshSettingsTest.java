package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.TabPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.window.start.OtherPrograms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** When the window asks a daemon, which is played, what is set. */
class FreshSettingsTest {

    private final FxRobot robot = new FxRobot();
    private SettingsWindow window;
    private TemporaryHome home;
    private FakeDaemon played;
    private TrayService daemon;

    @BeforeEach
    void open() throws Exception {
        home = TemporaryHome.create();
        played = FakeDaemon.scripted(home.locations(), (request, client) -> false);
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
        played.close();
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
            // The test ends it.
        }
    }

    private boolean askedMoreThan(int times) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> played.received("GET_CONFIG").size() > times);
    }

    @Test
    void itIsAskedAgainWhenItIsLookedAt() throws Exception {
        assertThat(askedMoreThan(0)).as("on connecting").isTrue();
        int before = played.received("GET_CONFIG").size();
        TabPane tabs = robot.lookup(".tab-pane").queryAs(TabPane.class);
        robot.interact(() -> tabs.getSelectionModel().select(2));
        assertThat(askedMoreThan(before)).as("when General is shown").isTrue();
        int shown = played.received("GET_CONFIG").size();
        // The headless platform takes the focus from no window: the content goes to one that gets it.
        Stage other = FxToolkit.setupFixture(() -> new Stage());
        robot.interact(() -> {
            window.root().getScene().setRoot(new VBox());
            other.setScene(new Scene(window.root(), 760, 600));
            other.show();
            other.requestFocus();
        });
        assertThat(askedMoreThan(shown))
                .as("when the window comes to the front")
                .isTrue();
    }
}
