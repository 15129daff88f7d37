package online.cloudtolocalllm.chat.view.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.standing.Choices;
import online.cloudtolocalllm.chat.model.standing.ClosingChoice;
import online.cloudtolocalllm.chat.model.standing.ClosingSetting;
import online.cloudtolocalllm.chat.model.standing.States;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.window.WindowExit;
import online.cloudtolocalllm.windowkit.Hands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** Closing the window on JavaFX's headless platform. */
class ClosingViewTest {

    private static final ChatState TRAY = States.of(States.other("a", HealthState.UP, ""));

    private final Hands hands = new Hands();
    private final List<String> done = new ArrayList<>();
    private Stage stage;
    private ClosingSetting setting;
    private Closing closing;

    private final class Exit implements WindowExit {
        @Override
        public void end() {
            done.add("end");
        }

        @Override
        public void hide() {
            done.add("hide");
            stage.hide();
        }
    }

    @BeforeEach
    void open() throws Exception {
        Choices none = new Choices() {
            @Override
            public Optional<String> choice(String name) {
                return Optional.empty();
            }

            @Override
            public boolean choice(String name, String value) {
                done.add(name + "=" + value);
                return true;
            }
        };
        stage = FxToolkit.registerPrimaryStage();
        setting = new ClosingSetting(none, Runnable::run, Runnable::run, choice -> {});
        closing = FxToolkit.setupFixture(() -> new Closing(setting, () -> done.add("stranded"), Duration.millis(10)));
        StackPane pane = FxToolkit.setupFixture(() -> {
            TextField below = new TextField();
            below.setId("below");
            return new StackPane(below, closing.root());
        });
        FxToolkit.setupStage(shown -> shown.setScene(new Scene(pane, 600, 400)));
        FxToolkit.showStage();
    }

    @AfterEach
    void close() throws Exception {
        hands.robot().interact(() -> closing.close());
        FxToolkit.cleanupStages();
    }

    private void show(ChatState state, boolean answering) {
        hands.robot().interact(() -> closing.show(state, answering));
    }

    private void closeWindow() {
        hands.robot().interact(() -> closing.closing(new Exit()));
    }

    private boolean isFocused(String id) throws InterruptedException {
        return hands.until(() -> hands.robot().lookup(id).query().isFocused());
    }

    @Test
    void withoutATrayItEnds() {
        closeWindow();
        show(States.offline(), true);
        closeWindow();
        assertThat(done).containsExactly("end", "end");
    }

    @Test
    void itIsAskedOnceAndHides() throws Exception {
        show(TRAY, false);
        hands.click("#below");
        closeWindow();
        assertThat(hands.sees("Keep the window in the tray?")).isTrue();
        assertThat(isFocused("#close-tray")).isTrue();
        hands.robot().type(KeyCode.TAB, 4);
        assertThat(hands.robot().lookup("#below").query().isFocused())
                .as("the keyboard stays within")
                .isFalse();
        hands.robot().type(KeyCode.ESCAPE);
        assertThat(hands.seesNoMore("Keep the window in the tray?")).isTrue();
        assertThat(isFocused("#below")).isTrue();
        assertThat(done).as("nothing was decided").isEmpty();
        closeWindow();
        assertThat(isFocused("#close-tray")).isTrue();
        hands.robot().type(KeyCode.ENTER);
        assertThat(done).containsExactly("close=tray", "hide");
        hands.robot().interact(() -> stage.show());
        closeWindow();
        assertThat(done).as("not asked again").containsExactly("close=tray", "hide", "hide");
    }

    @Test
    void whoQuitsIsNotAskedAgain() throws Exception {
        show(TRAY, false);
        closeWindow();
        hands.click("#close-quit");
        closeWindow();
        assertThat(done).containsExactly("close=quit", "end", "end");
    }

    @Test
    void whoClosesOnceMoreWantsItGone() {
        show(TRAY, false);
        closeWindow();
        closeWindow();
        assertThat(done).containsExactly("end");
    }

    @Test
    void aHiddenWindowWhoseTrayIsGoneEnds() throws Exception {
        show(TRAY, false);
        hands.robot().interact(() -> setting.set(ClosingChoice.TRAY));
        closeWindow();
        show(States.offline(), true);
        assertThat(done).as("an answer is being written").containsExactly("close=tray", "hide");
        show(States.offline(), false);
        assertThat(hands.until(() -> done.contains("stranded"))).isTrue();
    }

    @Test
    void aWindowThatIsSeenStays() {
        show(TRAY, false);
        show(States.offline(), false);
        show(TRAY, false);
        assertThat(done).isEmpty();
    }

    @Test
    void attentionIsTheFocusOfTheWindow() throws Exception {
        List<Boolean> looked = new ArrayList<>();
        assertThat(hands.until(() -> stage.isFocused())).isTrue();
        hands.robot().interact(() -> Attention.watch(closing.root(), looked::add));
        assertThat(looked).hasSize(1);
        hands.robot().interact(() -> stage.hide());
        assertThat(hands.until(() -> !looked.getLast())).isTrue();
    }
}
