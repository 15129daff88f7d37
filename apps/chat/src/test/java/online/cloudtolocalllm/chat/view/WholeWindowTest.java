package online.cloudtolocalllm.chat.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.chat.model.ModelChoice;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.window.ThemeSetting;
import online.cloudtolocalllm.window.start.OtherPrograms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The main window on JavaFX's headless platform, with a daemon that is played. */
class WholeWindowTest {

    private final FxRobot robot = new FxRobot();
    private ChatWindow window;
    private TemporaryHome home;
    private FakeDaemon played;
    private TrayService daemon;
    /** Whether what is asked gets no answer. */
    private volatile boolean holding;
    /** Whether a question got none. */
    private volatile boolean held;

    @BeforeEach
    void open() throws Exception {
        home = TemporaryHome.create();
        played = FakeDaemon.scripted(home.locations(), (request, client) -> {
            if (holding && request.text("command", "").equals("PROXY_REQUEST")) {
                held = true;
            }
            return holding;
        });
        daemon = TrayService.open(ClientOptions.of(home.locations(), "chat/1").withStart(StartPolicy.NEVER));
        FxToolkit.registerPrimaryStage();
        window = FxToolkit.setupFixture(() -> new ChatWindow(new TestShell()));
        FxToolkit.setupStage(stage -> stage.setScene(new Scene(window.root(), 820, 680)));
        FxToolkit.showStage();
        robot.interact(() -> window.shown(""));
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
        public ThemeSetting theme() {
            return new ThemeSetting(locations(), Runnable::run);
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

    private static DaemonEvent loaded(int revision, String model) {
        ConnectionStatus connection = new ConnectionStatus(
                new ConnectionId("local_ollama"),
                ConnectionKind.LOCAL_OLLAMA,
                "http://x",
                true,
                10,
                new Health(HealthState.UP, Instant.EPOCH, ""),
                Optional.empty(),
                List.of("x", "y"),
                true,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                List.of(model),
                List.of());
        StatusSnapshot snapshot =
                new StatusSnapshot(revision, Instant.EPOCH, List.of(connection), Optional.empty(), Optional.empty());
        return new DaemonEvent.Status(
                new DaemonStatus("0.1.0", 1, Instant.EPOCH, "http://x", 0, 0, 0, 0, List.of(), snapshot));
    }

    private String chosen() {
        return WaitForAsyncUtils.waitForAsyncFx(Until.LIMIT.toMillis(), () -> {
            ModelChoice choice =
                    robot.lookup("#models").<ComboBox<ModelChoice>>query().getValue();
            return choice == null ? "" : choice.model();
        });
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

    private Optional<Node> askAgain() {
        return WaitForAsyncUtils.waitForAsyncFx(
                Until.LIMIT.toMillis(), () -> robot.lookup("#ask-again").tryQuery());
    }

    @Test
    void aConversationKeepsItsModel() throws Exception {
        assertThat(Until.holds(Until.LIMIT, () -> !played.received("SUBSCRIBE").isEmpty()))
                .isTrue();
        played.tell(loaded(2, "x"));
        assertThat(Until.holds(Until.LIMIT, () -> chosen().equals("x"))).isTrue();
        played.tell(loaded(3, "y"));
        assertThat(Until.holds(Until.LIMIT, () -> chosen().equals("y")))
                .as("before the first question it is the one in memory")
                .isTrue();
        robot.write("hi");
        robot.type(KeyCode.ENTER);
        assertThat(Until.holds(Until.LIMIT, () -> seen("hi"))).isTrue();
        played.tell(loaded(4, "x"));
        assertThat(Until.holds(Duration.ofMillis(500), () -> !chosen().equals("y")))
                .isFalse();
    }

    @Test
    void whatALostDaemonLeftIsAskedAgain() throws Exception {
        assertThat(Until.holds(Until.LIMIT, () -> !played.received("SUBSCRIBE").isEmpty()))
                .isTrue();
        played.tell(loaded(2, "x"));
        assertThat(Until.holds(Until.LIMIT, () -> chosen().equals("x"))).isTrue();
        holding = true;
        robot.write("hi");
        robot.type(KeyCode.ENTER);
        assertThat(Until.holds(Until.LIMIT, () -> held)).isTrue();
        // A question is drawn a moment after it was asked.
        assertThat(Until.holds(Until.LIMIT, () -> askAgain().isPresent())).isTrue();
        assertThat(askAgain().orElseThrow().isVisible()).isFalse();
        played.close();
        assertThat(Until.holds(Until.LIMIT, () -> seen("The daemon stopped before it answered.")))
                .isTrue();
        assertThat(Until.holds(Until.LIMIT, () -> seen("The daemon is not running.")))
                .isTrue();
        click("#ask-again");
        assertThat(robot.lookup("#obstacle").query().isVisible())
                .as("why it cannot be asked now")
                .isTrue();
    }

    @Test
    void whyTheSettingsDoNotOpenIsTold() throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        assertThat(Until.holds(Until.LIMIT, () -> seen("Run \"cloudtolocalllm settings\".")))
                .isTrue();
    }
}
