package online.cloudtolocalllm.chat.view.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.standing.ClosingChoice;
import online.cloudtolocalllm.chat.model.standing.FirstRun;
import online.cloudtolocalllm.chat.model.standing.OllamaHere;
import online.cloudtolocalllm.chat.model.standing.PlayedRemedies;
import online.cloudtolocalllm.chat.model.standing.Standing;
import online.cloudtolocalllm.chat.model.standing.States;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.windowkit.Hands;
import online.cloudtolocalllm.windowkit.SeenNodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** The status line and the first-run guide on JavaFX's headless platform. */
class StandingViewTest {

    private final Hands hands = new Hands();
    private final List<String> done = new ArrayList<>();
    private final PlayedRemedies remedies = new PlayedRemedies();
    private StatusLine line;
    private FirstRun model;
    private FirstRunGuide guide;
    private ChatState state = ChatState.EMPTY;

    private final class Deeds implements StatusLine.Actions, FirstRunGuide.Actions {
        @Override
        public void startDaemon() {
            done.add("daemon");
        }

        @Override
        public void settings(String tab) {
            done.add("settings " + tab);
        }

        @Override
        public void closing(ClosingChoice choice) {
            done.add("closing " + choice.word());
        }

        @Override
        public void library() {
            done.add("library");
        }

        @Override
        public void browse(String address) {
            done.add(address);
        }
    }

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        Deeds deeds = new Deeds();
        line = FxToolkit.setupFixture(() -> new StatusLine(deeds));
        model = new FirstRun(remedies, Runnable::run, Runnable::run, now -> draw());
        guide = FxToolkit.setupFixture(() -> new FirstRunGuide(model, deeds));
        BorderPane pane = FxToolkit.setupFixture(() -> {
            BorderPane whole = new BorderPane(guide.root());
            BorderPane rail = new BorderPane();
            rail.setPrefWidth(240);
            rail.setBottom(line.root());
            whole.setLeft(rail);
            return whole;
        });
        FxToolkit.setupStage(stage -> stage.setScene(new Scene(pane, 900, 700)));
        FxToolkit.showStage();
    }

    @AfterEach
    void close() throws Exception {
        hands.robot().interact(() -> guide.close());
        FxToolkit.cleanupStages();
    }

    private void draw() {
        Standing standing = Standing.of(state, Instant.parse("2026-11-22T14:00:00Z"), ZoneOffset.UTC);
        line.show(standing);
        guide.show(model.guide(), standing);
    }

    private void become(ChatState next) {
        hands.robot().interact(() -> {
            state = next;
            model.show(next);
            draw();
        });
    }

    @Test
    void theLineOpensItsDetailsAndEscClosesThem() throws Exception {
        become(States.of(States.other("a", HealthState.UP, ""), States.other("b", HealthState.DOWN, "no route")));
        assertThat(hands.shows("1 of 2 up")).isTrue();
        assertThat(hands.shows("No route.")).as("details are not open").isFalse();
        hands.click("#status-line");
        assertThat(hands.sees("No route.")).isTrue();
        hands.click("#status-more");
        hands.click("#status-connections");
        assertThat(done).containsExactly("settings status", "settings connections");
        hands.robot().type(KeyCode.ESCAPE);
        assertThat(hands.seesNoMore("No route.")).isTrue();
        assertThat(hands.until(
                        () -> hands.robot().lookup("#status-line").query().isFocused()))
                .isTrue();
    }

    @Test
    void theKeyboardOpensTheDetails() throws Exception {
        become(States.of(States.other("a", HealthState.UP, ""), States.other("b", HealthState.DOWN, "no route")));
        hands.robot()
                .interact(() -> hands.robot().lookup("#status-line").query().requestFocus());
        hands.robot().push(KeyCode.SPACE);
        assertThat(hands.sees("No route.")).isTrue();
        hands.robot().push(KeyCode.SPACE);
        assertThat(hands.seesNoMore("No route.")).isTrue();
    }

    @Test
    void theDetailsSayWhatClosingDoesWhereThereIsATray() throws Exception {
        become(States.of(States.other("a", HealthState.UP, "")));
        hands.click("#status-line");
        assertThat(hands.isOpen("#closing-choice")).isFalse();
        hands.robot().interact(() -> line.closing(ClosingChoice.TRAY, true));
        assertThat(hands.isOpen("#closing-choice")).isTrue();
        assertThat(done).as("what is shown is not chosen").isEmpty();
        hands.robot().interact(() -> hands.robot()
                .lookup("#closing-choice")
                .<ComboBox<ClosingChoice>>query()
                .setValue(ClosingChoice.QUIT));
        assertThat(done).containsExactly("closing quit");
    }

    @Test
    void offlineIsSaidAndHeals() throws Exception {
        become(States.offline());
        hands.click("#status-line");
        hands.click("#status-start-daemon");
        hands.click("#guide-start-daemon");
        assertThat(done).containsExactly("daemon", "daemon");
        become(States.of(States.other("a", HealthState.UP, "")));
        assertThat(hands.shows("a is up")).isTrue();
        assertThat(guide.root().isVisible()).isFalse();
        assertThat(hands.isOpen("#status-start-daemon")).isFalse();
    }

    @Test
    void threeWaysToTheFirstAnswer() throws Exception {
        remedies.ollama = OllamaHere.STARTABLE;
        become(States.of(States.silent()));
        assertThat(hands.shows("Connect a model")).isTrue();
        hands.click("#start-ollama");
        hands.click("#add-connection");
        remedies.problem = "The demo cannot run here.";
        hands.click("#try-demo");
        assertThat(hands.sees("The demo cannot run here.")).isTrue();
        assertThat(remedies.deeds).containsSubsequence("look", "ollama", "look", "demo");
        assertThat(done).containsExactly("settings connections");
        remedies.ollama = OllamaHere.MISSING;
        hands.robot().interact(() -> model.look());
        assertThat(hands.robot().lookup("#start-ollama").queryAs(Button.class).getText())
                .isEqualTo("Download Ollama");
        hands.click("#start-ollama");
        assertThat(done).contains("https://ollama.com/download");
        become(States.of(States.demo(), States.silent()));
        assertThat(guide.root().isVisible()).isFalse();
    }

    @Test
    void otherStandstillsHaveTheirOwnWay() throws Exception {
        become(States.of(States.silent(), States.other("gpu_box", HealthState.DOWN, "no route")));
        assertThat(hands.shows("No connection serves")).isTrue();
        assertThat(hands.shows("No route.")).isTrue();
        become(States.of(States.paused("a")));
        hands.click("#resume");
        assertThat(remedies.deeds).contains("resume a");
        become(States.of(States.empty()));
        hands.click("#guide-library");
        assertThat(done).contains("library");
        assertThat(hands.isOpen("#try-demo")).isFalse();
    }

    @Test
    void everythingIsReadInANarrowRail() throws Exception {
        become(States.of(
                States.silent(),
                States.other("a_rather_long_name_of_a_connection", HealthState.DOWN, "w".repeat(400))));
        hands.click("#status-line");
        List<Node> cut = new ArrayList<>();
        // Some sizes come from others, and settle with the next drawings.
        boolean fits = hands.until(() -> {
            cut.clear();
            cut.addAll(SeenNodes.below(
                    guide.root(), node -> node instanceof Labeled labeled && SeenNodes.isCutShort(labeled)));
            Bounds room = line.root().getBoundsInParent();
            return !line.root().isNeedsLayout() && cut.isEmpty() && room.getMinY() >= 0 && room.getWidth() <= 240;
        });
        assertThat(cut).extracting(SeenNodes::name).isEmpty();
        assertThat(fits).as("%s", line.root().getBoundsInParent()).isTrue();
    }
}
