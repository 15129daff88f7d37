package online.cloudtolocalllm.chat.view.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A question that is being changed while another conversation is opened, on JavaFX's headless platform. */
class EditKeptTest {

    private static final TalkState OTHER = PlayedTalk.of(2, List.of());

    private OpenTalk open;

    @BeforeEach
    void open() throws Exception {
        open = new OpenTalk(700, 600);
    }

    @AfterEach
    void close() throws Exception {
        open.close();
    }

    private static TalkState whyAndBecause() {
        return PlayedTalk.of(1, List.of(Samples.question(1, "Why?"), Samples.answer(2, "Because.")));
    }

    private void change(String button, String text) {
        open.press(button);
        open.robot.interact(() -> ((TextArea) open.node("#edit-question")).setText(text));
    }

    private String changed() {
        return open.look(() -> open.robot
                .lookup("#edit-question")
                .tryQueryAs(TextArea.class)
                .map(TextArea::getText)
                .orElse("none"));
    }

    @Test
    void itIsStillOpenWhenTheConversationIs() throws Exception {
        open.tell(whyAndBecause());
        change("#edit", "Why not?");
        open.tell(OTHER);
        assertThat(changed()).isEqualTo("none");
        open.tell(whyAndBecause());
        assertThat(changed()).isEqualTo("Why not?");
        open.robot.interact(() -> open.box().requestFocus());
        open.robot.type(KeyCode.UP);
        assertThat(open.until(() -> open.node("#edit-question").isFocused())).isTrue();
        open.robot.type(KeyCode.ENTER);
        assertThat(open.talk.asked).containsExactly("edit 1 Why not?");
    }

    @Test
    void whatIsLeftOrAsBeforeIsNotOpenedAgain() throws Exception {
        open.tell(whyAndBecause());
        change("#edit", "Why not?");
        open.robot.interact(() -> ((TextArea) open.node("#edit-question")).setText("Why?"));
        open.tell(OTHER);
        open.tell(whyAndBecause());
        assertThat(changed()).isEqualTo("none");
        change("#edit", "Why not?");
        assertThat(open.until(() -> open.node("#edit-question").isFocused())).isTrue();
        open.robot.type(KeyCode.ESCAPE);
        open.tell(OTHER);
        open.tell(whyAndBecause());
        assertThat(changed()).isEqualTo("none");
        assertThat(open.talk.edits).containsEntry(1L, Map.of());
    }

    @Test
    void oneComesBackToItWhereverItIs() {
        List<Message> messages = new ArrayList<>();
        for (int i = 1; i < 60; i += 2) {
            messages.add(Samples.question(i, "Question " + i));
            messages.add(Samples.answer(i + 1, "Answer\n\n".repeat(20)));
        }
        open.tell(PlayedTalk.of(1, messages));
        open.robot.interact(() -> open.talk.keepEdit(5, "Changed"));
        open.tell(OTHER);
        open.tell(PlayedTalk.of(1, messages));
        assertThat(changed()).isEqualTo("Changed");
        assertThat(open.top(5)).isBetween(0.0, 400.0);
    }
}
