package online.cloudtolocalllm.chat.view.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was typed and not sent, or came back, and the conversation it belongs to, on JavaFX's headless platform. */
class BoxDraftsTest {

    private OpenTalk open;

    @BeforeEach
    void open() throws Exception {
        open = new OpenTalk(700, 600);
    }

    @AfterEach
    void close() throws Exception {
        open.close();
    }

    private static TalkState answering() {
        return PlayedTalk.of(1, List.of(Samples.question(1, "Why?"), Samples.answer(2, "Beca", "", Stage.WRITING, "")));
    }

    private static TalkState answered() {
        return PlayedTalk.of(1, List.of(Samples.question(1, "Why?"), Samples.answer(2, "Because.")));
    }

    private String text() {
        return open.look(() -> open.box().getText());
    }

    @Test
    void whatIsNotSentStaysWithItsConversation() {
        open.tell(answered());
        open.robot.write("half");
        assertThat(open.talk.drafts).containsEntry(1L, "half");
        open.tell(PlayedTalk.of(2, List.of()));
        assertThat(text()).isEmpty();
        open.robot.write("other");
        open.tell(answered());
        assertThat(text()).isEqualTo("half");
        assertThat(open.talk.drafts).containsEntry(2L, "other");
    }

    @Test
    void whatIsTypedWhileANewConversationIsStoredStays() {
        open.write("first");
        open.robot.type(KeyCode.ENTER);
        open.robot.write("second");
        open.tell(PlayedTalk.of(7, List.of(Samples.question(1, "first"))));
        assertThat(text()).isEqualTo("second");
        assertThat(open.talk.drafts).containsEntry(7L, "second");
    }

    @Test
    void whatIsTypedInAnotherNewConversationIsNotTakenAlong() {
        open.write("first");
        open.robot.type(KeyCode.ENTER);
        open.tell(PlayedTalk.of(7, List.of(Samples.question(1, "first"))));
        open.robot.write("half");
        open.tell(TalkState.NEW);
        open.robot.write("private");
        open.tell(PlayedTalk.of(7, List.of(Samples.question(1, "first"))));
        assertThat(text()).isEqualTo("half");
        assertThat(open.talk.drafts).containsEntry(7L, "half").containsEntry(0L, "private");
    }

    @Test
    void aQuestionThatCouldNotBeStoredIsInTheBoxAgain() throws Exception {
        open.tell(answered());
        picture();
        open.write("precious");
        open.robot.type(KeyCode.ENTER);
        assertThat(text()).isEmpty();
        open.tell(answering());
        assertThat(open.seen(".picture")).isEmpty();
        open.robot.interact(() -> open.talk.draft("precious"));
        open.tell(answered());
        assertThat(text()).isEqualTo("precious");
        assertThat(open.robot.lookup(".picture").queryAll()).hasSize(1);
    }

    @Test
    void aDraftThatIsReadFromTheDiskAtLastIsShown() {
        open.robot.interact(() -> open.talk.draft("of last time"));
        open.tell(TalkState.NEW);
        assertThat(text()).isEqualTo("of last time");
    }

    @Test
    void picturesOfAConversationThatJustBeganAreNotOfTheNextOne() throws Exception {
        open.write("first");
        open.robot.type(KeyCode.ENTER);
        open.tell(PlayedTalk.of(7, List.of(Samples.question(1, "first"))));
        picture();
        open.tell(TalkState.NEW);
        assertThat(open.seen(".picture")).isEmpty();
        open.tell(PlayedTalk.of(7, List.of(Samples.question(1, "first"))));
        assertThat(open.robot.lookup(".picture").queryAll()).hasSize(1);
    }

    private void picture() throws Exception {
        open.robot.interact(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putImage(new WritableImage(40, 30));
            Clipboard.getSystemClipboard().setContent(content);
            open.box().paste();
        });
        assertThat(open.until(() -> open.robot.lookup(".picture").queryAll().size() == 1))
                .isTrue();
    }
}
