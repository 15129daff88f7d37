package online.cloudtolocalllm.chat.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.client.model.ChatMessage;
import org.junit.jupiter.api.Test;

/** Answers that a model goes on with. */
class GoingOnTest {

    private static final String HALF = "A receiver tells how much room it has lef";

    private final Scene scene = new Scene();

    private int half(Trouble.Kind kind) {
        int answer = scene.send("x");
        scene.daemon.say(answer, HALF);
        scene.untilText(HALF);
        if (kind == Trouble.Kind.ENDED_HERE) {
            scene.talk.stop();
        } else {
            scene.daemon.fail(answer, kind, "it broke");
        }
        scene.untilOver();
        scene.talk.goOn(scene.last().number());
        scene.until(() -> scene.daemon.asked() == answer + 2 && scene.last().stage() == Stage.WRITING);
        assertThat(scene.last().problem()).isEmpty();
        assertThat(scene.texts()).containsExactly("x", HALF);
        return answer + 1;
    }

    @Test
    void afterABreakInTheSameMessage() {
        int more = half(Trouble.Kind.FAILED);
        List<ChatMessage> told = scene.daemon.request(more).messages();
        assertThat(told.subList(0, 2)).containsExactly(ChatMessage.user("x"), ChatMessage.assistant(HALF));
        assertThat(told.getLast().content()).contains("\n" + HALF + "\n");
        scene.daemon.say(more, "A receiver tells how ", "much room it has lef", "t in its", " window.");
        scene.daemon.end(more);
        scene.untilOver();
        Message whole = scene.last();
        assertThat(whole.text()).isEqualTo("A receiver tells how much room it has left in its window.");
        assertThat(whole.stage()).isEqualTo(Stage.WHOLE);
        assertThat(scene.texts()).hasSize(2);
    }

    @Test
    void afterAStop() {
        int more = half(Trouble.Kind.ENDED_HERE);
        scene.daemon.say(more, "left in its window.");
        scene.daemon.end(more);
        scene.untilOver();
        assertThat(scene.last().text()).isEqualTo("A receiver tells how much room it has left in its window.");
    }

    @Test
    void stoppedBeforeAnythingMoreCame() {
        int more = half(Trouble.Kind.FAILED);
        scene.daemon.say(more, "A receiver tells");
        scene.until(() -> scene.store.unfinished().size() == 1);
        scene.talk.stop();
        scene.untilOver();
        assertThat(scene.last().text()).as("what was a repetition so far").startsWith(HALF);
        assertThat(scene.last().stage()).isEqualTo(Stage.STOPPED);
    }

    @Test
    void aCrashInTheJointLosesNothing() {
        int more = half(Trouble.Kind.FAILED);
        scene.daemon.say(more, "A receiver tells how much");
        scene.until(() -> scene.store.unfinished().stream()
                .anyMatch(unfinished -> unfinished.kept().there()));
        Scene next = scene.afterCrash();
        scene.daemon.say(more, " room it has left.");
        scene.daemon.end(more);
        next.until(() -> next.store.unfinished().isEmpty());
        next.open(1);
        assertThat(next.last().text()).isEqualTo("A receiver tells how much room it has left.");
    }

    @Test
    void withoutAWordTheQuestionIsAskedAgain() {
        int answer = scene.send("x");
        scene.daemon.fail(answer, Trouble.Kind.FAILED, "no");
        scene.untilOver();
        long place = scene.last().number();
        scene.talk.goOn(place);
        scene.until(() -> scene.daemon.asked() == 2);
        assertThat(scene.daemon.request(1).messages()).containsExactly(ChatMessage.user("x"));
        scene.daemon.say(1, "y");
        scene.daemon.end(1);
        scene.untilOver();
        assertThat(scene.last().number()).isEqualTo(place);
        assertThat(scene.last().text()).isEqualTo("y");
        scene.talk.goOn(place);
        scene.untilOver();
        assertThat(scene.daemon.asked()).as("what is whole is not gone on with").isEqualTo(2);
    }

    @Test
    void whatTheModelsLimitCutOffCanBeGoneOnWith() {
        int answer = scene.send("x");
        scene.daemon.say(answer, "half");
        scene.daemon.end(answer, "length");
        scene.untilOver();
        assertThat(scene.last().stage()).isEqualTo(Stage.BROKEN);
        assertThat(scene.last().problem()).isEqualTo(Reasons.LIMIT);
    }
}
