package online.cloudtolocalllm.chat.view.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where messages are written, on JavaFX's headless platform. */
class MessageBoxTest {

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

    private double height() {
        open.settle();
        return open.look(() -> open.box().getPrefHeight());
    }

    @Test
    void enterSendsAndShiftEnterBreaksTheLine() {
        double low = height();
        open.robot.write("a");
        open.robot.push(KeyCode.SHIFT, KeyCode.ENTER);
        open.robot.write("b");
        assertThat(height()).isGreaterThan(low);
        open.robot.type(KeyCode.ENTER);
        assertThat(open.talk.asked).containsExactly("send a\nb");
        assertThat(text()).isEmpty();
        assertThat(height()).as("the box shrinks again").isEqualTo(low);
    }

    @Test
    void tabLeavesIt() {
        open.robot.write("a");
        open.robot.type(KeyCode.TAB);
        assertThat(open.look(() -> open.node("#attach").isFocused())).isTrue();
        open.robot.push(KeyCode.SHIFT, KeyCode.TAB);
        assertThat(open.look(() -> open.box().isFocused())).isTrue();
        assertThat(text()).isEqualTo("a");
    }

    @Test
    void aLongLineMakesItHigher() {
        double low = height();
        open.write("many words ".repeat(30));
        assertThat(height()).isGreaterThan(low * 2);
    }

    @Test
    void nothingIsNotSent() {
        assertThat(open.look(() -> open.node("#send").isDisabled())).isTrue();
        open.write("  \n ");
        open.robot.type(KeyCode.ENTER);
        assertThat(open.talk.asked).isEmpty();
    }

    @Test
    void whatIsNotTakenStays() {
        open.talk.taking = false;
        open.write("keep");
        open.robot.type(KeyCode.ENTER);
        assertThat(text()).isEqualTo("keep");
        assertThat(open.words("#obstacle")).isEqualTo("This was not taken. Send it again.");
    }

    @Test
    void escapeStopsAnAnswer() {
        open.tell(answering());
        assertThat(open.seen("#send")).isEmpty();
        open.write("next");
        open.robot.type(KeyCode.ENTER);
        assertThat(open.words("#obstacle")).startsWith("The answer is still being written.");
        open.robot.type(KeyCode.ESCAPE);
        assertThat(open.talk.asked).containsExactly("stop");
        open.press("#stop");
        assertThat(open.talk.asked).containsExactly("stop", "stop");
        open.tell(answered());
        assertThat(open.words("#obstacle")).isEmpty();
        assertThat(text()).isEqualTo("next");
    }

    @Test
    void escapeStopsFromTheConversationToo() {
        open.tell(answering());
        open.robot.interact(() -> open.node("#messages").requestFocus());
        open.robot.type(KeyCode.ESCAPE);
        assertThat(open.talk.asked).containsExactly("stop");
    }

    @Test
    void upInAnEmptyBoxEditsTheLastQuestion() throws Exception {
        open.tell(answered());
        open.write("x");
        open.robot.type(KeyCode.UP);
        assertThat(open.seen("#edit-question")).isEmpty();
        open.write("");
        open.robot.type(KeyCode.UP);
        assertThat(open.until(() -> open.node("#edit-question").isFocused())).isTrue();
    }

    @Test
    void withoutADaemonItSaysWhatIsMissingAndSendsOnlyIfAsked() {
        open.robot.interact(() -> open.view.show(Samples.offline()));
        open.write("hello");
        assertThat(open.words("#obstacle")).isEmpty();
        open.robot.type(KeyCode.ENTER);
        assertThat(open.words("#obstacle")).isEqualTo("The daemon is not running.");
        open.robot.interact(() -> open.view.show(Samples.ready()));
        assertThat(open.talk.asked).as("nobody asked for that").isEmpty();
        assertThat(open.words("#obstacle")).isEmpty();

        open.robot.interact(() -> open.view.show(Samples.offline()));
        open.robot.type(KeyCode.ENTER);
        open.press("#send-later");
        assertThat(open.words("#obstacle")).startsWith("This is sent as soon as");
        open.robot.interact(() -> open.view.show(Samples.ready()));
        assertThat(open.talk.asked).containsExactly("send hello");
        assertThat(text()).isEmpty();
    }

    @Test
    void whatIsChangedMeanwhileIsNotSentByItself() {
        open.robot.interact(() -> open.view.show(Samples.offline()));
        open.write("hello");
        open.press("#send");
        open.press("#send-later");
        open.write("hello and");
        open.robot.interact(() -> open.view.show(Samples.ready()));
        assertThat(open.talk.asked).isEmpty();
        open.robot.interact(() -> open.view.show(Samples.offline()));
        open.press("#send");
        open.press("#send-later");
        open.robot.type(KeyCode.ESCAPE);
        open.robot.interact(() -> open.view.show(Samples.ready()));
        assertThat(open.talk.asked).as("called off").isEmpty();
    }

    @Test
    void picturesComeFromFiles(@TempDir Path folder) throws Exception {
        Path picture = folder.resolve("red.png");
        Files.write(picture, red());
        Path none = folder.resolve("notes.txt");
        Files.writeString(none, "hello");
        open.files.addAll(List.of(picture, picture, none));
        open.press("#attach");
        assertThat(open.until(() -> open.robot.lookup(".picture").queryAll().size() == 2))
                .isTrue();
        assertThat(open.until(() -> open.words("#obstacle").startsWith("notes.txt is no picture")))
                .isTrue();
        open.press("#remove-picture-1");
        open.press("#send");
        assertThat(open.talk.asked).containsExactly("send ");
        assertThat(open.talk.images).hasSize(1);
        assertThat(open.talk.images.getFirst().name()).isEqualTo("red.png");
        assertThat(open.talk.images.getFirst().type()).isEqualTo("image/png");
        assertThat(open.seen(".picture")).isEmpty();
    }

    private byte[] red() {
        return open.look(() -> {
            WritableImage image = new WritableImage(40, 30);
            image.getPixelWriter().setColor(3, 4, Color.RED);
            return Png.of(image);
        });
    }

    @Test
    void aPictureIsPasted() throws Exception {
        open.robot.interact(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putImage(new WritableImage(40, 30));
            Clipboard.getSystemClipboard().setContent(content);
            open.box().paste();
        });
        assertThat(open.until(() -> open.robot.lookup(".picture").queryAll().size() == 1))
                .isTrue();
        open.press("#send");
        assertThat(open.talk.images.getFirst().name()).isEqualTo("pasted image");
    }

    @Test
    void textIsPastedAsText() {
        open.robot.interact(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString("words");
            content.putImage(new WritableImage(40, 30));
            Clipboard.getSystemClipboard().setContent(content);
            open.box().paste();
        });
        assertThat(text()).isEqualTo("words");
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithASentence() {
        open.write("kept");
        open.robot.interact(() -> open.box().appendText("x".repeat(200_000)));
        assertThat(text()).isEqualTo("kept");
        assertThat(open.words("#obstacle")).startsWith("A message has at most 100,000 characters.");
    }

    @Test
    void theEmptyConversationSaysWhoAnswers() {
        assertThat(open.words(".empty .quiet")).isEqualTo("llama3.2 answers, through local_ollama.");
        open.tell(answered());
        assertThat(open.seen(".empty")).isEmpty();
    }

    @Test
    void whatWentWrongIsTold() {
        TalkState now = answered();
        open.tell(new TalkState(
                now.conversation(),
                now.profile(),
                now.messages(),
                false,
                false,
                false,
                now.running(),
                0,
                "The disk is full."));
        assertThat(open.words("#talk-notice")).isEqualTo("The disk is full.");
    }
}
