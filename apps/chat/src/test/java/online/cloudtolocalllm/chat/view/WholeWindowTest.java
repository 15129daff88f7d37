package online.cloudtolocalllm.chat.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main window on JavaFX's headless platform, with a daemon that is played. */
class WholeWindowTest {

    private TemporaryHome home;
    private FakeDaemon played;
    private OpenWindow window;
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
        window = new OpenWindow(home.locations(), 980, 700);
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        played.close();
        home.close();
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

    private boolean asks(String model) throws InterruptedException {
        return window.until(() -> ("Model: " + model)
                .equals(window.robot().lookup("#model").queryAs(Labeled.class).getAccessibleText()));
    }

    private void subscribed() throws InterruptedException {
        assertThat(Until.holds(Until.LIMIT, () -> !played.received("SUBSCRIBE").isEmpty()))
                .isTrue();
    }

    @Test
    void aConversationKeepsItsModel() throws Exception {
        subscribed();
        played.tell(loaded(2, "x"));
        assertThat(asks("x")).isTrue();
        played.tell(loaded(3, "y"));
        assertThat(asks("y"))
                .as("before the first question it is the one in memory")
                .isTrue();
        window.put("#message", "hi");
        window.robot().type(KeyCode.ENTER);
        assertThat(window.sees("hi")).isTrue();
        assertThat(window.until(
                        () -> !window.window().conversation().profile().model().isEmpty()))
                .isTrue();
        played.tell(loaded(4, "x"));
        window.robot().interact(() -> {});
        assertThat(window.window().conversation().profile().model()).isEqualTo("y");
        assertThat(asks("y")).isTrue();
    }

    @Test
    void whatALostDaemonLeftIsAskedAgain() throws Exception {
        subscribed();
        played.tell(loaded(2, "x"));
        assertThat(asks("x")).isTrue();
        holding = true;
        window.put("#message", "hi");
        window.robot().type(KeyCode.ENTER);
        assertThat(Until.holds(Until.LIMIT, () -> held)).isTrue();
        played.close();
        assertThat(window.sees("The daemon is not running.")).isTrue();
        assertThat(window.until(() -> window.isOpen("#ask-again"))).isTrue();
    }

    @Test
    void whyTheSettingsDoNotOpenIsTold() throws Exception {
        window.robot().push(KeyCode.CONTROL, KeyCode.COMMA);
        assertThat(window.sees("Run \"cloudtolocalllm settings\".")).isTrue();
    }

    @Test
    void oneGoesToEveryPartByKeys() throws Exception {
        window.robot().push(KeyCode.CONTROL, KeyCode.B);
        assertThat(window.until(() -> window.isOpen("#library-search"))).isTrue();
        window.robot().push(KeyCode.CONTROL, KeyCode.B);
        assertThat(window.until(() -> window.isOpen("#message") && !window.isOpen("#library-search")))
                .isTrue();
        window.robot().push(KeyCode.CONTROL, KeyCode.K);
        assertThat(window.until(() -> window.robot().lookup("#search").query().isFocused()))
                .isTrue();
        window.robot().push(KeyCode.CONTROL, KeyCode.N);
        assertThat(window.until(() -> window.robot().lookup("#message").query().isFocused()))
                .isTrue();
        window.robot().push(KeyCode.F1);
        assertThat(window.sees("Keyboard shortcuts")).isTrue();
        window.robot().push(KeyCode.ESCAPE);
        assertThat(window.seesNoMore("Keyboard shortcuts")).isTrue();
        window.robot().push(KeyCode.CONTROL, KeyCode.Q);
        assertThat(window.until(window::ended)).isTrue();
    }
}
