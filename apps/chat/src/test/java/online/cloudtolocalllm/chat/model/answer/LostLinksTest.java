package online.cloudtolocalllm.chat.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers whose link, daemon or window is lost. */
class LostLinksTest {

    private final Scene scene = new Scene();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void aLostLinkIsNoticedByNobody(int place) {
        int answer = scene.send("x");
        scene.daemon.begin(answer);
        List<String> words = List.of("one ", "two ", "three ", "four");
        StringBuilder so = new StringBuilder();
        for (int i = 0; i <= words.size(); i++) {
            if (i == place) {
                scene.until(() -> !scene.last().origin().connection().isEmpty());
                scene.daemon.loseLink();
                scene.until(() -> !scene.daemon.attached().isEmpty());
            }
            if (i < words.size()) {
                so.append(words.get(i));
                scene.daemon.say(answer, words.get(i));
                scene.untilText(so.toString());
            }
        }
        scene.daemon.end(answer);
        scene.untilOver();
        assertThat(scene.last().text()).isEqualTo("one two three four");
        assertThat(scene.last().stage()).isEqualTo(Stage.WHOLE);
        assertThat(scene.daemon.attached()).containsExactly(new Kept("kept-0", place));
    }

    @Test
    void aLinkThatIsLostAgainAndAgainIsFoundAgainWhileSomethingComes() {
        int answer = scene.send("x");
        for (int i = 0; i < 8; i++) {
            scene.daemon.say(answer, "a");
            scene.untilText("a".repeat(i + 1));
            int before = scene.daemon.attached().size();
            scene.daemon.loseLink();
            scene.until(() -> scene.daemon.attached().size() > before);
        }
        scene.daemon.end(answer);
        scene.untilOver();
        assertThat(scene.last().text()).isEqualTo("a".repeat(8));
    }

    @Test
    void aDaemonThatStaysAwayIsToldWithWhatCame() {
        int answer = scene.send("x");
        scene.daemon.say(answer, "half");
        scene.untilText("half");
        scene.daemon.down(true);
        scene.daemon.loseLink();
        scene.untilOver();
        assertThat(scene.last().stage()).isEqualTo(Stage.BROKEN);
        assertThat(scene.last().text()).isEqualTo("half");
        assertThat(scene.last().problem())
                .isEqualTo("The link to the daemon was lost in the middle of the answer; what came is incomplete."
                        + " Continue lets the model go on, or ask again.");
        assertThat(scene.daemon.attached()).hasSize(AnswerReader.LINKS);
        assertThat(scene.store.unfinished()).isEmpty();
    }

    @Test
    void aDaemonThatWasStartedAnewHasNothing() {
        int answer = scene.send("x");
        scene.daemon.say(answer, "half");
        scene.untilText("half");
        scene.daemon.restart();
        scene.untilOver();
        assertThat(scene.last().stage()).isEqualTo(Stage.BROKEN);
        assertThat(scene.last().problem()).startsWith("The daemon stopped in the middle of the answer;");
    }

    @Test
    void aLinkThatIsLostBeforeTheAnswerBeginsIsNotAskedTwice() {
        scene.send("x");
        scene.daemon.loseLink();
        scene.untilOver();
        assertThat(scene.last().stage()).isEqualTo(Stage.BROKEN);
        assertThat(scene.last().problem()).isEqualTo("The link to the daemon was lost: closed. Ask again.");
        assertThat(scene.daemon.asked()).isEqualTo(1);
        assertThat(scene.daemon.attached()).isEmpty();
    }

    @Test
    void withoutADaemonTheQuestionStays() {
        scene.daemon.down(true);
        scene.talk.send("x", List.of());
        scene.until(() -> !scene.state().answering() && scene.texts().size() == 2);
        assertThat(scene.last().problem()).isEqualTo("The daemon is not running. Ask again.");
        scene.daemon.down(false);
        scene.talk.again(scene.last().number());
        scene.until(() -> scene.daemon.asked() == 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5})
    void aCrashedWindowsAnswerIsReadOnWhereItWasStored(int came) {
        int answer = scene.send("x");
        scene.daemon.begin(answer);
        List<String> words = List.of("1", "2", "3", "4", "5");
        words.subList(0, came).forEach(word -> scene.daemon.say(answer, word));
        scene.until(() -> scene.store.unfinished().getFirst().kept().equals(new Kept("kept-0", came)));
        Scene next = scene.afterCrash();
        next.until(() -> scene.daemon.attached().contains(new Kept("kept-0", came)));
        words.subList(came, 5).forEach(word -> scene.daemon.say(answer, word));
        long number = next.store.find("", 1).getFirst().conversation().number();
        next.until(() -> next.state().running().equals(Set.of(number)));
        next.open(number);
        assertThat(next.state().answering()).isTrue();
        next.untilText("12345");
        scene.daemon.end(answer);
        next.untilOver();
        assertThat(next.last().stage()).isEqualTo(Stage.WHOLE);
        assertThat(next.last().origin().connection()).isEqualTo("local_ollama");
        assertThat(next.store
                        .newest(number, 9)
                        .orElseThrow()
                        .messages()
                        .getLast()
                        .text())
                .isEqualTo("12345");
        scene.untilOver();
        assertThat(scene.last().problem()).as("the one that lost it").startsWith("Another window reads");
    }

    @Test
    void whatIsNotKeptAnyMoreIsToldByTheNextWindow() {
        int answer = scene.send("x");
        scene.daemon.say(answer, "half");
        scene.until(() -> scene.store.unfinished().getFirst().kept().offset() == 1);
        scene.talk.close();
        scene.daemon.restart();
        Scene next = scene.afterCrash();
        next.until(() -> next.store.unfinished().isEmpty());
        next.open(1);
        assertThat(next.last().text()).isEqualTo("half");
        assertThat(next.last().stage()).isEqualTo(Stage.BROKEN);
        assertThat(next.last().problem())
                .isEqualTo("The window ended while this was being written, and the rest was not kept."
                        + " Continue lets the model go on, or ask again.");
    }

    @Test
    void closingLeavesAnswersToTheDaemon() {
        int answer = scene.send("x");
        scene.daemon.say(answer, "one ", "two ");
        scene.untilText("one two ");
        scene.talk.close();
        assertThat(scene.daemon.left(answer)).isTrue();
        assertThat(scene.daemon.cancelled(answer)).isFalse();
        assertThat(scene.store.unfinished()).singleElement().satisfies(left -> {
            assertThat(left.message().text()).isEqualTo("one two ");
            assertThat(left.kept()).isEqualTo(new Kept("kept-0", 2));
        });
        scene.daemon.say(answer, "three");
        scene.daemon.end(answer);
        Scene next = scene.afterCrash();
        next.until(() -> next.store.unfinished().isEmpty());
        next.open(1);
        assertThat(next.last().text()).isEqualTo("one two three");
        assertThat(next.last().stage()).isEqualTo(Stage.WHOLE);
    }

    @Test
    void closingBeforeTheAnswerBeginsSaysSo() {
        int answer = scene.send("x");
        scene.talk.close();
        assertThat(scene.store.unfinished()).isEmpty();
        Scene next = scene.afterCrash();
        next.open(1);
        assertThat(next.last().stage()).isEqualTo(Stage.BROKEN);
        assertThat(next.last().problem()).startsWith("The window was closed before the model began");
        scene.until(() -> scene.daemon.left(answer) || scene.daemon.cancelled(answer));
    }

    @Test
    void closingWhileTheQuestionIsStoredLosesNothing() {
        scene.talk.send("x", List.of());
        scene.talk.draft("not sent");
        scene.talk.close();
        Scene next = scene.afterCrash();
        next.open(1);
        assertThat(next.texts()).containsExactly("x", "");
        assertThat(next.last().stage().over()).isTrue();
    }

    @Test
    void anAnswerThatNobodyKeepsIsToldWhenTheWindowCloses() {
        scene.daemon.keepsNothing();
        int answer = scene.send("x");
        scene.daemon.say(answer, "half");
        scene.untilText("half");
        scene.talk.close();
        Scene next = scene.afterCrash();
        next.open(1);
        assertThat(next.last().text()).isEqualTo("half");
        assertThat(next.last().problem()).contains("the daemon did not keep the rest");
    }

    @Test
    void whatToDoIsSaidOnce() {
        int answer = scene.send("x");
        scene.daemon.say(answer, "half");
        scene.untilText("half");
        scene.daemon.fail(
                answer,
                Trouble.Kind.FAILED,
                "local_ollama stopped in the middle of the answer: it ended. What came before is incomplete; ask"
                        + " again.");
        scene.untilOver();
        assertThat(scene.last().problem())
                .isEqualTo("local_ollama stopped in the middle of the answer: it ended."
                        + " What came before is incomplete. Continue lets the model go on, or ask again.");
    }

    @Test
    void anAnswerThatBreaksIsTold() {
        int answer = scene.send("x");
        scene.daemon.say(answer, "half");
        scene.untilText("half");
        scene.daemon.fail(answer, Trouble.Kind.FAILED, "gpu_box: the stream broke off");
        scene.untilOver();
        assertThat(scene.last().stage()).isEqualTo(Stage.BROKEN);
        assertThat(scene.last().problem())
                .isEqualTo("gpu_box: the stream broke off. Continue lets the model go on, or ask again.");
        int next = scene.send("y");
        assertThat(scene.daemon.request(next).messages())
                .extracting(message -> message.content())
                .containsExactly("x", "half", "y");
    }

    @Test
    void stoppedWhileItIsFetchedAgain() {
        int answer = scene.send("x");
        scene.daemon.say(answer, "half");
        scene.until(() -> scene.store.unfinished().getFirst().kept().offset() == 1);
        Scene next = scene.afterCrash();
        next.open(1);
        next.until(() -> next.state().answering());
        next.talk.stop();
        next.untilOver();
        next.until(() -> scene.daemon.cancelled(answer));
        assertThat(next.last().stage()).isEqualTo(Stage.STOPPED);
        assertThat(next.last().text()).isEqualTo("half");
    }
}
