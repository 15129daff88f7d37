package online.cloudtolocalllm.chat.view.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Origin;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.model.talk.Tool;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.windowkit.SeenNodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be seen of a message and done with it, on JavaFX's headless platform. */
class CardsTest {

    private static final Message QUESTION = Samples.question(1, "Why?");

    private OpenTalk open;

    @BeforeEach
    void open() throws Exception {
        open = new OpenTalk(700, 700);
    }

    @AfterEach
    void close() throws Exception {
        open.close();
    }

    private void tell(Message answer) {
        open.tell(PlayedTalk.of(1, List.of(QUESTION, answer)));
    }

    @Test
    void thoughtsAreFoldedAndStayOpenOnceTheyAre() {
        tell(Samples.answer(2, "Because.", "Let me see", Stage.WHOLE, ""));
        assertThat(open.words("#thinking")).isEqualTo("Thought for 3 s");
        assertThat(open.seen("#thought")).isEmpty();
        open.press("#thinking");
        assertThat(open.seen("#thought")).isPresent();
        tell(Samples.answer(2, "Because. And so on.", "Let me see", Stage.WHOLE, ""));
        assertThat(open.seen("#thought")).isPresent();
        open.press("#thinking");
        assertThat(open.seen("#thought")).isEmpty();
    }

    @Test
    void beforeAnythingCameItIsToldWhoIsAsked() {
        Message asked =
                Samples.answer(2, "", "", Stage.WRITING, "", Origin.asked("llama3.2:latest"), Message.Versions.ONLY);
        tell(asked);
        assertThat(open.words("#waiting")).isEqualTo("Asking llama3.2 …");
        assertThat(open.words("#attempts")).isEmpty();
        tell(asked.so("Because", "", List.of(), asked.origin()));
        assertThat(open.words("#waiting")).isEmpty();
    }

    @Test
    void functionsThatAreWantedAreShown() {
        open.tell(PlayedTalk.of(
                1, List.of(QUESTION, Samples.wanting(2, new Tool("get_weather", "{\n  \"city\": \"Bern\"\n}")))));
        assertThat(open.words("#tool-0")).isEqualTo("Tool call: get_weather");
        open.press("#tool-0");
        assertThat(open.words(".folded")).contains("Bern");
    }

    @Test
    void anAnswerThatBrokeOffGoesOnOrIsAskedForAgain() {
        tell(Samples.answer(2, "Beca", "", Stage.BROKEN, "gpu_box closed the connection."));
        assertThat(open.words("#problem")).isEqualTo("gpu_box closed the connection.");
        open.press("#go-on");
        open.press("#ask-again");
        assertThat(open.talk.asked).containsExactly("goOn 2", "again 2");
    }

    @Test
    void whatAnAnswerDoesNotNeedIsNotThere() {
        tell(Samples.answer(2, "Because `it` is."));
        for (String unneeded :
                List.of("#go-on", "#version-before", "#markdown-more", ".md-selection", ".answer-card .scroll-bar")) {
            assertThat(open.look(() -> open.robot.lookup(unneeded).queryAll()))
                    .as(unneeded)
                    .isEmpty();
        }
    }

    @Test
    void aSignSaysWhatItDoesWhenItIsPointedAt() {
        tell(Samples.answer(2, "Because."));
        Button copy = (Button) open.node("#copy-answer");
        assertThat(copy.getTooltip()).isNull();
        open.robot.moveTo(copy);
        assertThat(open.look(() -> copy.getTooltip().getText())).isEqualTo("Copy the answer");
        open.press("#copy-answer");
        assertThat(open.look(() -> copy.getTooltip().getText())).isEqualTo("Copied");
    }

    @Test
    void whatNeverBeganCannotGoOn() {
        tell(Samples.answer(2, "", "", Stage.BROKEN, "No connection serves."));
        assertThat(open.seen("#go-on")).isEmpty();
        assertThat(open.seen("#ask-again")).isPresent();
    }

    @Test
    void whatWasFollowedByOthersIsNotGoneOnWith() {
        open.tell(PlayedTalk.of(
                1,
                List.of(
                        QUESTION,
                        Samples.answer(2, "Beca", "", Stage.STOPPED, ""),
                        Samples.question(3, "And?"),
                        Samples.answer(4, "So."))));
        assertThat(open.words("#problem")).isEqualTo("Stopped; what came is incomplete.");
        assertThat(open.seen("#go-on")).isEmpty();
        assertThat(open.seen("#ask-again")).isEmpty();
    }

    @Test
    void theFooterOpensTheStory() {
        Origin origin = Samples.origin(List.of(new Tried("gpu_box", "no route to 192.168.1.20")));
        tell(Samples.answer(2, "Because.", "", Stage.WHOLE, "", origin, Message.Versions.ONLY));
        assertThat(open.words("#attempts")).isEqualTo("local_ollama · llama3.2 · 38 tokens/s · first token 0.2 s");
        assertThat(open.words("#took-over")).isEqualTo("⚠ gpu_box stopped answering; local_ollama took over.");
        assertThat(open.seen("#story")).isEmpty();
        open.press("#attempts");
        assertThat(open.look(
                        () -> open.robot.from(open.node("#story")).lookup(".label").queryAllAs(Label.class).stream()
                                .map(Label::getText)
                                .toList()))
                .contains("gpu_box: no route to 192.168.1.20", "local_ollama", "214 tokens", "12:31:00");
        open.press("#attempts");
        assertThat(open.seen("#story")).isEmpty();
    }

    @Test
    void versionsAreLeafedThrough() {
        Message answer = Samples.answer(
                5,
                "Because.",
                "",
                Stage.WHOLE,
                "",
                Samples.origin(List.of()),
                new Message.Versions(List.of(2L, 5L, 6L), 1));
        tell(answer);
        assertThat(open.words("#message-5 #versions")).isEqualTo("2/3");
        open.press("#message-5 #version-before");
        open.press("#message-5 #version-next");
        open.press("#message-5 #again");
        assertThat(open.talk.asked).containsExactly("version 2", "version 6", "again 5");
        assertThat(open.seen("#message-1 #versions"))
                .as("there is one question")
                .isEmpty();
    }

    @Test
    void theWholeAnswerIsCopied() {
        tell(Samples.answer(2, "Because **of** it.", "Let me see", Stage.WHOLE, ""));
        open.press("#copy-answer");
        assertThat(open.look(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("Because **of** it.");
        open.press("#copy-question");
        assertThat(open.look(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("Why?");
    }

    @Test
    void whoAnsweredIsSaidInLittleRoom() throws Exception {
        tell(Samples.answer(2, "Because."));
        open.robot.interact(() -> open.view.root().getScene().getWindow().setWidth(330));
        assertThat(open.until(() -> open.view.root().getLayoutBounds().getWidth() <= 330))
                .isTrue();
        open.settle();
        assertThat(open.look(() -> open.node("#attempts") instanceof Button who
                        && !SeenNodes.isCutShort(who)
                        && who.getHeight() >= who.prefHeight(who.getWidth())))
                .isTrue();
    }

    @Test
    void aQuestionIsEditedInItsPlace() throws Exception {
        tell(Samples.answer(2, "Because."));
        open.press("#edit");
        assertThat(open.until(() -> open.node("#edit-question").isFocused())).isTrue();
        open.robot.write(" Not");
        open.robot.type(KeyCode.ENTER);
        open.settle();
        assertThat(open.talk.asked).containsExactly("edit 1 Why? Not");
        assertThat(open.look(() -> open.box().isFocused())).isTrue();
        assertThat(open.seen("#edit-question")).isEmpty();
    }

    @Test
    void anEditThatIsLeftChangesNothing() throws Exception {
        tell(Samples.answer(2, "Because."));
        open.press("#edit");
        assertThat(open.until(() -> open.node("#edit-question").isFocused())).isTrue();
        open.robot.write("x");
        open.robot.type(KeyCode.ESCAPE);
        open.settle();
        assertThat(open.talk.asked).isEmpty();
        assertThat(open.words(".question-text")).isEqualTo("Why?");
    }

    @Test
    void anEditStaysWhileTheReaderScrollsAway() {
        open.tell(PlayedTalk.of(1, Samples.many(1, 60)));
        open.press("#message-59 #edit");
        open.robot.interact(() -> ((TextArea) open.node("#edit-question")).setText("Changed"));
        for (int i = 0; i < 8; i++) {
            open.robot.interact(() -> open.box().requestFocus());
            open.robot.type(KeyCode.PAGE_UP);
            open.settle();
        }
        assertThat(open.look(() -> open.robot.lookup("#message-60").tryQuery())).isEqualTo(Optional.empty());
        assertThat(open.look(() -> ((TextArea) open.node("#edit-question")).getText()))
                .isEqualTo("Changed");
    }

    @Test
    void whileAnAnswerIsWrittenNothingElseBegins() {
        open.tell(PlayedTalk.of(
                1,
                List.of(
                        QUESTION,
                        Samples.answer(2, "Because."),
                        Samples.question(3, "And?"),
                        Samples.answer(4, "So", "", Stage.WRITING, ""))));
        assertThat(open.look(() -> open.node("#message-1 #edit").isDisabled())).isTrue();
        assertThat(open.look(() -> open.node("#message-2 #again").isDisabled())).isTrue();
        assertThat(open.words("#message-4 #attempts")).startsWith("local_ollama · llama3.2 · writing");
    }

    @Test
    void namesOfModelsAreShownAsTheyAre() {
        Origin origin = new Origin(
                "my_\u202emodel", "gpu_box", List.of(), Optional.empty(), Optional.empty(), 0, OptionalDouble.empty());
        tell(Samples.answer(2, "Because.", "", Stage.WHOLE, "", origin, Message.Versions.ONLY));
        assertThat(open.words("#attempts")).isEqualTo("gpu_box · my_model");
    }

    @Test
    void aPictureThatIsNoneIsShownByItsName() {
        Image none = new Image("photo.png", "image/png", "no base64 at all");
        open.tell(PlayedTalk.of(1, List.of(Samples.question(1, "", List.of(none), Message.Versions.ONLY))));
        assertThat(open.words(".picture .label")).isEqualTo("photo.png");
    }

    @Test
    void aHugeQuestionIsCutWhereNobodyReadsOn() {
        open.tell(PlayedTalk.of(1, List.of(Samples.question(1, "x".repeat(1_000_000)))));
        assertThat(open.words(".question-text"))
                .hasSizeLessThan(20_100)
                .endsWith("(980000 characters more; copying takes all of them)");
    }
}
