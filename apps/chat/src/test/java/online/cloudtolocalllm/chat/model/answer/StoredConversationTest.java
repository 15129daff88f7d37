package online.cloudtolocalllm.chat.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Role;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.client.model.ChatMessage;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.Test;

class StoredConversationTest {

    private final Scene scene = new Scene();

    @Test
    void aNewConversationIsStoredWithItsFirstQuestion() {
        assertThat(scene.state()).isEqualTo(TalkState.NEW);
        int answer = scene.send("  How does TCP slow a sender down? And why?\n");
        assertThat(scene.state().conversation().orElseThrow().title()).isEqualTo("How does TCP slow a sender down?");
        assertThat(scene.state().profile().model()).isEqualTo("llama3.2");
        assertThat(scene.state().answering()).isTrue();
        assertThat(scene.state().running()).containsExactly(scene.state().number());
        scene.daemon.say(answer, "A receiver ", "tells.");
        scene.untilText("A receiver tells.");
        scene.daemon.end(answer);
        scene.untilOver();
        Message whole = scene.last();
        assertThat(whole.stage()).isEqualTo(Stage.WHOLE);
        assertThat(whole.problem()).isEmpty();
        assertThat(whole.origin().connection()).isEqualTo("local_ollama");
        assertThat(whole.origin().tried()).hasSize(1);
        assertThat(whole.origin().tokens()).isEqualTo(40);
        assertThat(whole.origin().tokensPerSecond()).isEqualTo(OptionalDouble.of(40));
        assertThat(whole.origin().firstToken()).isPresent();
        assertThat(scene.state().running()).isEmpty();
        assertThat(scene.store.unfinished()).isEmpty();
        assertThat(scene.store.newest(scene.state().number(), 9).orElseThrow().messages())
                .isEqualTo(scene.state().messages());
    }

    @Test
    void theNextQuestionTellsWhatWasSaidBefore() {
        scene.exchange("First?", "One");
        int answer = scene.send("Second?");
        assertThat(scene.daemon.request(answer).messages())
                .containsExactly(ChatMessage.user("First?"), ChatMessage.assistant("One"), ChatMessage.user("Second?"));
        assertThat(scene.texts()).containsExactly("First?", "One", "Second?", "");
        assertThat(scene.state().conversation().orElseThrow().title()).isEqualTo("First?");
    }

    @Test
    void oneQuestionAtATimeAndNoBlankOne() {
        assertThat(scene.talk.send(" \n", List.of())).isFalse();
        assertThat(scene.talk.send("x", List.of())).isTrue();
        assertThat(scene.talk.send("y", List.of()))
                .as("while the first is being stored")
                .isFalse();
        scene.until(() -> scene.daemon.asked() == 1);
        assertThat(scene.talk.send("y", List.of())).isFalse();
        scene.talk.again(1);
        scene.until(() -> scene.texts().size() == 2);
        assertThat(scene.daemon.asked()).isEqualTo(1);
    }

    @Test
    void aPictureAloneIsAQuestion() {
        assertThat(scene.talk.send("", List.of(new Image("cat.png", "image/png", "AAAA"))))
                .isTrue();
        scene.until(() -> scene.daemon.asked() == 1 && scene.state().messages().size() == 2);
        assertThat(scene.daemon.request(0).messages().getFirst().images()).containsExactly("AAAA");
        assertThat(scene.state().conversation().orElseThrow().title()).isEqualTo("cat.png");
    }

    @Test
    void whatCameBeforeAStopStays() {
        int answer = scene.send("x");
        scene.daemon.say(answer, "half");
        scene.untilText("half");
        scene.talk.stop();
        assertThat(scene.last().stage()).as("at once").isEqualTo(Stage.STOPPED);
        scene.untilOver();
        assertThat(scene.last().text()).isEqualTo("half");
        assertThat(scene.last().problem()).isEmpty();
        assertThat(scene.daemon.cancelled(answer)).isTrue();
        assertThat(scene.store.unfinished()).isEmpty();
    }

    @Test
    void whatIsStoppedWhileItIsStoredIsNeverAsked() {
        assertThat(scene.talk.send("x", List.of())).isTrue();
        scene.talk.stop();
        scene.until(() -> !scene.state().answering() && scene.state().messages().size() == 2);
        assertThat(scene.last().stage()).isEqualTo(Stage.STOPPED);
        assertThat(scene.talk.send("y", List.of())).isTrue();
        // One that is stopped as it is being asked may still be under way, and is cancelled then.
        scene.until(() -> asked("x\n\ny").isPresent());
        int answer = asked("x\n\ny").orElseThrow();
        assertThat(scene.daemon.request(answer).messages())
                .as("a question without an answer is still a question")
                .containsExactly(ChatMessage.user("x\n\ny"));
        scene.daemon.say(answer, "z");
        scene.daemon.end(answer);
        scene.untilOver();
        scene.until(() -> IntStream.range(0, answer).allMatch(scene.daemon::cancelled));
    }

    private OptionalInt asked(String last) {
        return IntStream.range(0, scene.daemon.asked())
                .filter(number -> scene.daemon
                        .request(number)
                        .messages()
                        .getLast()
                        .content()
                        .equals(last))
                .findFirst();
    }

    @Test
    void anAnswerGoesOnWhileAnotherConversationIsOpenAndTwoAtOnce() {
        int first = scene.send("one");
        long one = scene.state().number();
        scene.fresh();
        assertThat(scene.state().messages()).isEmpty();
        assertThat(scene.state().answering()).isFalse();
        int second = scene.send("two");
        long two = scene.state().number();
        assertThat(scene.state().running()).containsExactlyInAnyOrder(one, two);
        scene.daemon.say(first, "to one");
        scene.daemon.say(second, "to two");
        scene.untilText("to two");
        scene.open(one);
        scene.untilText("to one");
        assertThat(scene.state().answering()).isTrue();
        scene.daemon.end(second);
        scene.until(() -> scene.state().running().equals(Set.of(one)));
        scene.daemon.end(first);
        scene.untilOver();
        scene.open(two);
        assertThat(scene.texts()).containsExactly("two", "to two");
        assertThat(scene.last().stage()).isEqualTo(Stage.WHOLE);
    }

    @Test
    void askedAgainIsAnotherVersion() {
        scene.exchange("x", "first");
        long first = scene.last().number();
        scene.talk.again(first);
        scene.until(() -> scene.daemon.asked() == 2 && scene.last().number() != first);
        assertThat(scene.daemon.request(1).messages()).containsExactly(ChatMessage.user("x"));
        scene.daemon.say(1, "second");
        scene.daemon.end(1);
        scene.untilOver();
        assertThat(scene.texts()).containsExactly("x", "second");
        assertThat(scene.last().versions().numbers()).hasSize(2);
        assertThat(scene.last().versions().index()).isEqualTo(1);
        scene.exchange("y", "z");
        scene.talk.version(first);
        scene.until(() -> scene.texts().equals(List.of("x", "first")));
        scene.exchange("other", "way");
        assertThat(scene.daemon.request(3).messages())
                .containsExactly(ChatMessage.user("x"), ChatMessage.assistant("first"), ChatMessage.user("other"));
    }

    @Test
    void anEditedQuestionIsAnotherVersionWithItsPictures() {
        scene.talk.send("wht is it", List.of(new Image("a.png", "image/png", "AAAA")));
        scene.until(() -> scene.daemon.asked() == 1);
        scene.daemon.end(0);
        scene.until(() -> !scene.state().answering() && scene.texts().size() == 2);
        long question = scene.state().messages().getFirst().number();
        scene.talk.edit(question, "What is it?");
        scene.until(() -> scene.daemon.asked() == 2 && scene.texts().getFirst().equals("What is it?"));
        assertThat(scene.daemon.request(1).messages().getLast().images()).containsExactly("AAAA");
        assertThat(scene.state().messages().getFirst().versions().several()).isTrue();
        scene.daemon.say(1, "a cat");
        scene.daemon.end(1);
        scene.untilOver();
        scene.talk.version(question);
        scene.until(() -> scene.texts().getFirst().equals("wht is it"));
        scene.talk.edit(question, " ");
        scene.until(() -> scene.daemon.asked() == 3);
    }

    @Test
    void profilesAreOfTheConversation() {
        Profile plain = Profile.PLAIN.withModel("gemma3");
        scene.talk.begin(plain);
        scene.exchange("x", "y");
        assertThat(scene.daemon.request(0).model()).isEqualTo("gemma3");
        scene.talk.profile(plain.withModel("qwen3"));
        long number = scene.state().number();
        scene.fresh();
        scene.open(number);
        scene.until(() -> scene.state().profile().model().equals("qwen3"));
        int answer = scene.send("again");
        assertThat(scene.daemon.request(answer).model()).isEqualTo("qwen3");
    }

    @Test
    void aNewOneDoesNotAskAModelThatIsGone() {
        scene.talk.beginLike("gone");
        assertThat(scene.state().profile().model()).isEqualTo("llama3.2");
        scene.talk.beginLike("");
        assertThat(scene.state().profile()).isEqualTo(Profile.PLAIN);
    }

    @Test
    void aDeletedConversationIsLeftAndItsAnswerStopped() {
        int answer = scene.send("x");
        long number = scene.state().number();
        scene.store.delete(number);
        scene.talk.forget(number);
        assertThat(scene.state().conversation()).isEmpty();
        scene.until(() -> scene.state().running().isEmpty() && scene.daemon.cancelled(answer));
        scene.talk.open(number);
        scene.until(() -> !scene.state().notice().isEmpty());
        scene.store.restore(number);
        scene.open(number);
        assertThat(scene.last().stage()).isEqualTo(Stage.STOPPED);
    }

    @Test
    void whatChangedElsewhereIsReadAgain() {
        scene.exchange("x", "y");
        long number = scene.state().number();
        scene.store.rename(number, "mine", true);
        scene.talk.reread(number);
        scene.until(() -> scene.state().conversation().orElseThrow().title().equals("mine"));
    }

    @Test
    void whatIsChosenWhileAConversationIsReadAgainCounts() throws InterruptedException {
        scene.exchange("x", "y");
        scene.talk.reread(scene.state().number());
        assertThat(Until.holds(Until.LIMIT, () -> !scene.home.isEmpty())).isTrue();
        scene.talk.profile(Profile.PLAIN.withModel("local"));
        scene.run();
        assertThat(scene.state().profile().model()).isEqualTo("local");
    }

    @Test
    void withoutAModelThatIsSaidInPlace() {
        scene.usual = "";
        scene.talk.send("x", List.of());
        scene.until(() -> !scene.state().answering() && scene.texts().size() == 2);
        assertThat(scene.last().stage()).isEqualTo(Stage.BROKEN);
        assertThat(scene.last().problem()).startsWith("There is no model to ask.");
        scene.usual = "m";
        scene.talk.again(scene.last().number());
        scene.until(() -> scene.daemon.asked() == 1);
        assertThat(scene.daemon.request(0).model()).isEqualTo("m");
    }

    @Test
    void aQuestionWithoutAPlaceForItsAnswerCanBeAnsweredLater() {
        scene.exchange("x", "y");
        long number = scene.state().number();
        Message alone = scene.store.append(
                number,
                Message.question(
                        scene.last().number(), "z", List.of(), scene.last().at()));
        scene.open(number);
        scene.talk.again(alone.number());
        scene.until(() -> scene.daemon.asked() == 2);
        assertThat(scene.daemon.request(1).messages().getLast()).isEqualTo(ChatMessage.user("z"));
        scene.until(() -> scene.last().role() == Role.ASSISTANT);
    }
}
