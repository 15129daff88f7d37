package online.cloudtolocalllm.chat.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import org.junit.jupiter.api.Test;

/** A disk that refuses, and drafts. */
class DiskTroubleTest {

    private final Scene scene = new Scene();

    @Test
    void aQuestionThatCannotBeStoredIsNotAskedAndNotLost() {
        scene.store.refuse("The disk is full.");
        assertThat(scene.talk.send("precious", List.of())).isTrue();
        scene.until(() -> !scene.state().answering());
        assertThat(scene.state().notice()).isEqualTo(Reasons.NOT_STORED);
        assertThat(scene.talk.draft()).isEqualTo("precious");
        assertThat(scene.daemon.asked()).isZero();
        scene.store.refuse("");
        scene.exchange("precious", "answer");
        assertThat(scene.state().notice()).isEmpty();
        assertThat(scene.talk.draft()).isEmpty();
    }

    @Test
    void whatWasTypedSinceStandsBehindAQuestionThatCameBack() {
        scene.store.refuse("The disk is full.");
        assertThat(scene.talk.send("precious", List.of())).isTrue();
        scene.talk.draft("and more");
        scene.until(() -> !scene.state().answering());
        assertThat(scene.talk.draft()).isEqualTo("precious\n\nand more");
    }

    @Test
    void anEditedQuestionThatCannotBeStoredIsKeptToo() {
        scene.exchange("x", "y");
        long question = scene.state().messages().getFirst().number();
        scene.store.refuse("The disk is full.");
        scene.talk.edit(question, "better");
        scene.until(() -> !scene.state().answering());
        assertThat(scene.state().notice()).isEqualTo(Reasons.NOT_STORED);
        assertThat(scene.talk.draft()).isEqualTo("better");
    }

    @Test
    void whatTheStoreSaysIsTold() {
        scene.store.refuse("The disk is full.");
        scene.until(() -> scene.state().notice().equals("The disk is full."));
        scene.store.refuse("");
        scene.until(() -> scene.state().notice().isEmpty());
    }

    @Test
    void anAnswersEndIsStoredOnceTheDiskTakesItAgain() {
        int answer = scene.send("x");
        scene.daemon.say(answer, "all of it");
        scene.untilText("all of it");
        scene.store.refuse("The disk is full.");
        scene.daemon.end(answer);
        scene.untilOver();
        assertThat(scene.last().stage()).isEqualTo(Stage.WHOLE);
        assertThat(scene.store.unfinished()).hasSize(1);
        scene.store.refuse("");
        scene.until(() -> scene.store.unfinished().isEmpty());
    }

    /** An answer that was stopped while the disk refused: its end is known here only. */
    private long stoppedUnstored(String text) {
        int answer = scene.send("x");
        scene.daemon.say(answer, text);
        scene.untilText(text);
        scene.store.refuse("The disk is full.");
        scene.talk.stop();
        scene.untilOver();
        return scene.last().number();
    }

    @Test
    void continueSaysWhyItCannotAndCanOnceTheDiskTakesTheEnd() {
        long answer = stoppedUnstored("one two");
        scene.talk.goOn(answer);
        scene.until(() -> !scene.state().answering());
        assertThat(scene.state().notice()).isEqualTo(Reasons.END_NOT_STORED);
        assertThat(scene.last().text()).isEqualTo("one two");
        assertThat(scene.daemon.asked()).isEqualTo(1);
        scene.store.refuse("");
        scene.talk.goOn(answer);
        scene.until(() -> scene.daemon.asked() == 2);
        scene.daemon.say(1, "one two three");
        scene.daemon.end(1);
        scene.untilOver();
        assertThat(scene.last().text()).isEqualTo("one two three");
        assertThat(scene.state().notice()).isEmpty();
    }

    @Test
    void anEndThatIsNotStoredIsShownWhenTheConversationIsOpenedAgain() {
        long answer = stoppedUnstored("all there is");
        long number = scene.state().number();
        scene.fresh();
        scene.open(number);
        assertThat(scene.last().text()).isEqualTo("all there is");
        assertThat(scene.last().stage()).isEqualTo(Stage.STOPPED);
        scene.store.refuse("");
        assertThat(scene.talk.send("and then", List.of())).isTrue();
        scene.until(() -> scene.daemon.asked() == 2);
        assertThat(scene.store.pathTo(answer).getLast().text()).isEqualTo("all there is");
    }

    @Test
    void whatAnotherWindowWritesIsNotGoneOnWithInSilence() {
        int asked = scene.send("x");
        scene.daemon.say(asked, "one");
        scene.untilText("one");
        scene.talk.stop();
        scene.untilOver();
        long answer = scene.last().number();
        Message stored = scene.store.pathTo(answer).getLast();
        assertThat(scene.store.save(stored.ended(Stage.WHOLE, ""), Kept.NOTHING))
                .isTrue();
        scene.talk.goOn(answer);
        scene.until(() -> !scene.state().answering());
        assertThat(scene.state().notice()).isEqualTo(Reasons.TAKEN_OVER);
    }

    @Test
    void draftsAreOfTheirConversations() {
        scene.talk.draft("for a new one");
        scene.exchange("x", "y");
        long first = scene.state().number();
        scene.talk.draft("for the first");
        scene.fresh();
        assertThat(scene.talk.draft()).isEmpty();
        scene.talk.draft("for another");
        scene.open(first);
        assertThat(scene.talk.draft()).isEqualTo("for the first");
        scene.talk.close();
        Scene next = scene.afterCrash();
        next.until(() -> next.talk.draft().equals("for another"));
        next.open(first);
        assertThat(next.talk.draft()).isEqualTo("for the first");
        assertThat(next.talk.send("sent", List.of())).isTrue();
        assertThat(next.talk.draft()).isEmpty();
    }

    @Test
    void aDraftIsForgottenWithItsConversationAndComesBackWithIt() {
        scene.exchange("x", "y");
        long number = scene.state().number();
        scene.talk.draft("secret");
        scene.until(() -> scene.store.choice("draft:" + number).isPresent());
        scene.store.delete(number);
        scene.talk.forget(number);
        scene.store.restore(number);
        scene.talk.close();
        Scene next = scene.afterCrash();
        next.open(number);
        assertThat(next.talk.draft()).isEqualTo("secret");
        next.store.delete(number);
        next.store.purge(Instant.MAX);
        assertThat(next.store.choice("draft:" + number)).isEmpty();
    }

    @Test
    void aDraftThatTheDiskRefusedIsStoredLater() {
        scene.store.refuse("The disk is full.");
        scene.talk.draft("typed meanwhile");
        scene.until(() -> scene.state().notice().equals("The disk is full."));
        scene.store.refuse("");
        scene.talk.close();
        assertThat(scene.store.choice("draft:0")).contains("typed meanwhile");
    }

    @Test
    void longConversationsAreReadInPages() {
        long number = scene.store.create(Profile.PLAIN, Instant.EPOCH).number();
        long parent = 0;
        for (int i = 0; i < 1_500; i++) {
            parent = scene.store
                    .append(number, Message.question(parent, "m" + i, List.of(), Instant.EPOCH))
                    .number();
        }
        scene.open(number);
        assertThat(scene.texts()).hasSize(Pages.PAGE).last().isEqualTo("m1499");
        for (int i = 0; i < 12; i++) {
            String first = scene.texts().getFirst();
            scene.talk.earlier();
            scene.talk.earlier();
            scene.until(() -> !scene.texts().getFirst().equals(first));
        }
        assertThat(scene.texts()).hasSize(Pages.MOST).first().isEqualTo("m720");
        assertThat(scene.state().later()).isTrue();
        scene.talk.later();
        scene.until(() -> scene.texts().getLast().equals("m1379"));
        scene.talk.newest();
        scene.until(() -> scene.texts().getLast().equals("m1499"));
        scene.talk.openAt(number, 10);
        scene.until(() -> scene.state().marked() == 10);
        assertThat(scene.texts()).contains("m8").hasSizeLessThan(70);
        scene.send("at the end");
        assertThat(scene.state().marked()).isZero();
        assertThat(scene.texts()).contains("m1499", "at the end");
    }
}
