package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
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
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The window on JavaFX's headless platform, without a daemon. */
class SettingsWindowTest {

    private final FxRobot robot = new FxRobot();
    private SettingsWindow window;
    private TemporaryHome home;
    private TrayService daemon;
    private volatile boolean ended;
    private Optional<Path> launcher = Optional.empty();

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
            return new OtherPrograms(launcher, "Linux", Map.of());
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

    /** Looked for on JavaFX's thread: beside it a drawing would be seen half done. */
    private boolean seen(String text) {
        return WaitForAsyncUtils.waitForAsyncFx(
                Until.LIMIT.toMillis(), () -> robot.lookup(node -> node instanceof Label label
                                && label.isVisible()
                                && label.getText().contains(text))
                        .tryQuery()
                        .isPresent());
    }

    /** Clicks where it lies once all that has changed is laid out: what is seen just now may be about to move. */
    private void click(String id) {
        robot.interact(() -> {
            window.root().applyCss();
            window.root().layout();
        });
        robot.clickOn(id);
    }

    @Test
    void withoutADaemonItSaysSoAndOffersToStartIt() throws Exception {
        assertThat(Until.holds(Until.LIMIT, () -> seen("The daemon is not running.")))
                .isTrue();
        assertThat(seen("Nothing is known while the daemon is away")).isTrue();
        // As the window's process does when it opens: what it asks must not hold up the start.
        robot.interact(() -> window.shown(""));
        click("#start-daemon");
        assertThat(Until.holds(Until.LIMIT, () -> seen("Run \"cloudtolocalllm start\".")))
                .as("why it cannot be started is told")
                .isTrue();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher of this test is a shell script")
    void whyAStartFailedIsTold() throws Exception {
        Path go = home.folder().resolve("go");
        Path script = home.folder().resolve("launcher");
        Files.writeString(
                script,
                "#!/bin/sh\nwhile [ ! -e '" + go + "' ]; do sleep 0.05; done\necho 'port 1 is in use' >&2\nexit 5\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        launcher = Optional.of(script);
        robot.interact(this::reopen);
        assertThat(Until.holds(Until.LIMIT, () -> seen("The daemon is not running.")))
                .isTrue();
        click("#start-daemon");
        assertThat(Until.holds(Until.LIMIT, () -> seen("Starting the daemon …")))
                .isTrue();
        assertThat(Until.holds(Duration.ofMillis(700), () -> !seen("Starting the daemon …")))
                .as("it is said until the start is over")
                .isFalse();
        Files.createFile(go);
        assertThat(Until.holds(Until.LIMIT, () -> seen("exit code 5") && seen("port 1 is in use")))
                .isTrue();
    }

    private void reopen() {
        Scene scene = window.root().getScene();
        window.close();
        window = new SettingsWindow(new TestShell());
        scene.setRoot(window.root());
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
