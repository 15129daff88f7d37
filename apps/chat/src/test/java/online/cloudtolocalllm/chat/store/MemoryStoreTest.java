package online.cloudtolocalllm.chat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Opened;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {

    private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

    private final MemoryStore store = new MemoryStore();
    private final long talk = store.create(Profile.PLAIN, AT).number();

    private Message question(long parent, String text) {
        return store.append(talk, Message.question(parent, text, List.of(), AT));
    }

    private static List<String> texts(Opened opened) {
        return opened.messages().stream().map(Message::text).toList();
    }

    @Test
    void partsOfTheChosenMessages() {
        long parent = 0;
        for (String text : List.of("a", "b", "c", "d", "e")) {
            parent = question(parent, text).number();
        }
        Opened end = store.newest(talk, 2).orElseThrow();
        assertThat(texts(end)).containsExactly("d", "e");
        assertThat(end.earlier()).isTrue();
        assertThat(end.later()).isFalse();
        Opened before = store.earlier(end.messages().getFirst().number(), 2).orElseThrow();
        assertThat(texts(before)).containsExactly("b", "c");
        assertThat(before.earlier()).isTrue();
        assertThat(before.later()).isTrue();
        Opened behind = store.later(before.messages().getFirst().number(), 2).orElseThrow();
        assertThat(texts(behind)).containsExactly("c", "d");
        assertThat(texts(store.around(before.messages().getLast().number(), 3).orElseThrow()))
                .containsExactly("b", "c", "d");
        assertThat(store.pathTo(parent)).hasSize(5);
        assertThat(store.newest(99, 5)).isEmpty();
    }

    @Test
    void versionsAreChildrenOfOneParent() {
        Message first = question(0, "one");
        Message second = question(0, "two");
        question(second.number(), "behind two");
        assertThat(second.versions().numbers()).containsExactly(first.number(), second.number());
        assertThat(second.versions().index()).isEqualTo(1);
        assertThat(store.choose(first.number())).isTrue();
        assertThat(texts(store.newest(talk, 9).orElseThrow())).containsExactly("one");
        assertThat(texts(store.around(second.number(), 9).orElseThrow())).containsExactly("two", "behind two");
    }

    @Test
    void anAnswerIsUnfinishedUntilItsStageIsOver() {
        Message answer = store.append(talk, Message.answer(question(0, "x").number(), "m", AT));
        assertThat(store.save(answer.so("half", "", List.of(), answer.origin()), new Kept("r", 3)))
                .isTrue();
        assertThat(store.unfinished()).singleElement().satisfies(unfinished -> {
            assertThat(unfinished.conversation()).isEqualTo(talk);
            assertThat(unfinished.message().text()).isEqualTo("half");
            assertThat(unfinished.kept()).isEqualTo(new Kept("r", 3));
        });
        store.save(answer.ended(Stage.WHOLE, ""), Kept.NOTHING);
        assertThat(store.unfinished()).isEmpty();
        assertThat(store.saves()).hasSize(2);
    }

    @Test
    void conversationsAreFoundDeletedAndComeBack() {
        question(0, "The weather in Graz");
        assertThat(store.find("wea GRAZ", 9)).singleElement().satisfies(found -> assertThat(found.excerpt())
                .isEqualTo("The weather in Graz"));
        assertThat(store.find("eather", 9)).isEmpty();
        assertThat(store.delete(talk)).isTrue();
        assertThat(store.find("", 9)).isEmpty();
        assertThat(store.restore(talk)).isTrue();
        store.delete(talk);
        store.purge(Instant.MAX);
        assertThat(store.restore(talk)).isFalse();
    }

    @Test
    void aTitleOfThePersonsStays() {
        store.rename(talk, "mine", true);
        store.rename(talk, "ours", false);
        assertThat(store.conversation(talk).orElseThrow().title()).isEqualTo("mine");
    }

    @Test
    void aWholeTreeIsAddedOrNothing() {
        Message first = Message.question(0, "a", List.of(), AT).withNumber(7);
        Message second = Message.answer(7, "m", AT).withNumber(9);
        Conversation like = new Conversation(0, "title", true, true, AT, Profile.PLAIN);
        long added = store.add(like, List.of(first, second));
        assertThat(texts(store.newest(added, 9).orElseThrow())).containsExactly("a", "");
        assertThat(store.find("", 9).getFirst().conversation().pinned()).isTrue();
        assertThat(store.add(like, List.of(second, first))).isZero();
        assertThat(store.find("", 9)).hasSize(2);
    }

    @Test
    void whatCannotBeStoredIsTold() {
        StringBuilder told = new StringBuilder();
        store.onProblem(told::append);
        store.refuse("The disk is full.");
        assertThat(told).hasToString("The disk is full.");
        assertThat(question(0, "x").number()).isZero();
        assertThat(store.create(Profile.PLAIN, AT).number()).isZero();
        store.refuse("");
        assertThat(question(0, "x").number()).isPositive();
    }
}
