package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.testfx.api.FxToolkit;

/** The frame around the pages. */
class SettingsWindowTest {

    @Test
    void withoutADaemonItSaysSoAndOffersToStartIt() throws Exception {
        try (TemporaryHome home = TemporaryHome.create();
                OpenWindow window = new OpenWindow(home.locations())) {
            assertThat(window.sees("The daemon is not running.")).isTrue();
            window.click("#start-daemon");
            assertThat(window.sees("Run \"cloudtolocalllm start\"."))
                    .as("why it cannot be started is told")
                    .isTrue();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher of this test is a shell script")
    void whyAStartFailedIsTold() throws Exception {
        try (TemporaryHome home = TemporaryHome.create()) {
            Path go = home.folder().resolve("go");
            Path script = home.folder().resolve("launcher");
            Files.writeString(
                    script,
                    "#!/bin/sh\nwhile [ ! -e '" + go
                            + "' ] && [ -e \"$0\" ]; do sleep 0.05; done\necho 'port 1 is in use' >&2\nexit 5\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            try (OpenWindow window = new OpenWindow(home.locations(), Optional.of(script))) {
                assertThat(window.sees("The daemon is not running.")).isTrue();
                window.click("#start-daemon");
                assertThat(window.sees("Starting the daemon …")).isTrue();
                Files.createFile(go);
                assertThat(window.sees("exit code 5")).isTrue();
                assertThat(window.sees("port 1 is in use")).isTrue();
            }
        }
    }

    @Test
    void tabsAreReachedByNameAndByKeyboard() throws Exception {
        try (TemporaryHome home = TemporaryHome.create();
                OpenWindow window = new OpenWindow(home.locations())) {
            TabPane tabs = window.robot().lookup(".tab-pane").queryAs(TabPane.class);
            window.robot().interact(() -> window.window().settings("logs"));
            assertThat(tabs.getSelectionModel().getSelectedItem().getId()).isEqualTo("logs");
            window.robot().interact(() -> window.window().settings("unknown"));
            assertThat(tabs.getSelectionModel().getSelectedItem().getId()).isEqualTo("logs");
            window.robot().interact(tabs::requestFocus);
            window.robot().type(KeyCode.RIGHT);
            assertThat(tabs.getSelectionModel().getSelectedItem().getId()).isEqualTo("about");
            assertThat(window.sees(home.locations().daemonConfig().toString())).isTrue();
            window.robot().push(KeyCode.CONTROL, KeyCode.W);
            assertThat(window.until(window::ended)).isTrue();
        }
    }

    @Test
    void whatIsSetIsAskedAgainWhenItIsLookedAt() throws Exception {
        try (TemporaryHome home = TemporaryHome.create();
                PlayedSettings played = new PlayedSettings(home.locations(), JsonObject.EMPTY, JsonObject.EMPTY);
                OpenWindow window = new OpenWindow(home.locations())) {
            assertThat(askedMoreThan(played, 0)).as("on connecting").isTrue();
            int before = played.daemon().received("GET_CONFIG").size();
            window.turn("general");
            assertThat(askedMoreThan(played, before))
                    .as("when another page is shown")
                    .isTrue();
            int shown = played.daemon().received("GET_CONFIG").size();
            // The headless platform takes the focus from no window: the content goes to one that gets it.
            Stage other = FxToolkit.setupFixture(() -> new Stage());
            window.robot().interact(() -> {
                window.window().root().getScene().setRoot(new VBox());
                other.setScene(new Scene(window.window().root(), 820, 640));
                other.show();
                other.requestFocus();
            });
            assertThat(askedMoreThan(played, shown))
                    .as("when the window comes to the front")
                    .isTrue();
        }
    }

    private static boolean askedMoreThan(PlayedSettings played, int times) throws InterruptedException {
        return Until.holds(
                Until.LIMIT, () -> played.daemon().received("GET_CONFIG").size() > times);
    }
}
