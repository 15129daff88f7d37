package online.cloudtolocalllm.chat.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.ChatState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The message box on JavaFX's headless platform. */
class ChatWindowTest {

    private final FxRobot robot = new FxRobot();
    private final List<String> sent = new ArrayList<>();
    private int stops;
    private boolean taken = true;
    private MessageBox box;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        box = FxToolkit.setupFixture(() -> new MessageBox(
                text -> {
                    sent.add(text);
                    return taken;
                },
                () -> stops++));
        FxToolkit.setupStage(stage -> stage.setScene(new Scene(new VBox(box.root()), 600, 300)));
        FxToolkit.showStage();
        robot.interact(box::focus);
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
    }

    private TextArea text() {
        return robot.lookup("#message").queryAs(TextArea.class);
    }

    @Test
    void enterSendsAndShiftEnterBreaksTheLine() {
        robot.write("a");
        robot.push(KeyCode.SHIFT, KeyCode.ENTER);
        robot.write("b");
        double high = text().getPrefHeight();
        robot.type(KeyCode.ENTER);
        assertThat(sent).containsExactly("a\nb");
        assertThat(text().getText()).isEmpty();
        assertThat(text().getPrefHeight()).as("the box shrinks again").isLessThan(high);
    }

    @Test
    void whatCannotBeSentStays() {
        taken = false;
        robot.write("keep");
        robot.type(KeyCode.ENTER);
        assertThat(text().getText()).isEqualTo("keep");
        assertThat(robot.lookup("#obstacle").query().isVisible())
                .as("an answer is under way: there is nothing to say")
                .isFalse();
        robot.interact(() -> box.show(ChatState.EMPTY, false));
        robot.type(KeyCode.ENTER);
        assertThat(text().getText()).isEqualTo("keep");
        assertThat(robot.lookup("#obstacle").queryAs(Label.class).getText()).isEqualTo("Connecting to the daemon …");
        assertThat(robot.lookup("#obstacle").query().isVisible()).isTrue();
    }

    @Test
    void escapeStops() {
        robot.interact(() -> box.show(ChatState.EMPTY, true));
        assertThat(robot.lookup("#stop").query().isVisible()).isTrue();
        assertThat(robot.lookup("#send").query().isVisible()).isFalse();
        robot.type(KeyCode.ESCAPE);
        assertThat(stops).isEqualTo(1);
        robot.interact(() -> box.show(ChatState.EMPTY, false));
        assertThat(robot.lookup("#send").query().isDisabled())
                .as("nothing can be asked yet")
                .isTrue();
    }
}
