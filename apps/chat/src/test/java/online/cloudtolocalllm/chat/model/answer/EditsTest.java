package online.cloudtolocalllm.chat.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import online.cloudtolocalllm.chat.store.ConversationStore;
import org.junit.jupiter.api.Test;

/** Questions that were changed and not asked. */
class EditsTest {

    private final Scene scene = new Scene();

    private long question(String text) {
        scene.fresh();
        scene.exchange(text, "answer");
        return scene.state().messages().getFirst().number();
    }

    @Test
    void anEditIsOfItsConversationAndOutlivesTheWindow() {
        long question = question("first");
        long number = scene.state().number();
        scene.talk.keepEdit(question, "better");
        long other = question("second");
        assertThat(scene.talk.edits()).isEmpty();
        scene.talk.keepEdit(other, "");
        scene.open(number);
        assertThat(scene.talk.edits()).isEqualTo(Map.of(question, "better"));
        scene.talk.close();
        Scene next = scene.afterCrash();
        next.open(number);
        assertThat(next.talk.edits()).isEqualTo(Map.of(question, "better"));
        next.talk.leaveEdit(question);
        assertThat(next.talk.edits()).isEmpty();
        next.talk.close();
        Scene last = scene.afterCrash();
        last.open(number);
        assertThat(last.talk.edits()).isEmpty();
    }

    @Test
    void whatIsAskedIsNoEditAnyMore() {
        long question = question("first");
        scene.talk.keepEdit(question, "better");
        scene.talk.keepEdit(question + 1_000, "of another one");
        scene.talk.edit(question, "better");
        assertThat(scene.talk.edits()).containsOnlyKeys(question + 1_000);
    }

    @Test
    void whatNobodyHereWroteIsNoEdit() {
        question("first");
        long number = scene.state().number();
        scene.fresh();
        scene.store.choice(ConversationStore.edits(number), "{\"x\":\"a\",\"1\":2,\"99999999999999999999\":\"b\"}");
        Scene next = scene.afterCrash();
        next.open(number);
        assertThat(next.talk.edits()).isEmpty();
        next.store.choice(ConversationStore.edits(number), "[half");
        Scene last = scene.afterCrash();
        last.open(number);
        assertThat(last.talk.edits()).isEmpty();
    }
}
