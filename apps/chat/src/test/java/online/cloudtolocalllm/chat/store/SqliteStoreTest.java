package online.cloudtolocalllm.chat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Found;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Message.Versions;
import online.cloudtolocalllm.chat.model.talk.Opened;
import online.cloudtolocalllm.chat.model.talk.Preset;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.store.ConversationStore.Unfinished;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {

    @TempDir
    private Path home;

    private final StoreScene scene = new StoreScene(() -> home);

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void aConversationIsThereAfterARestartAsItWas() {
        ConversationStore store = scene.store();
        Profile profile = Samples.FULL_PROFILE;
        Conversation made = store.create(profile, Samples.AT);
        Message question = store.append(
                made.number(), Message.question(0, "What is this?", List.of(Samples.IMAGE, Samples.IMAGE), Samples.AT));
        Message answer = store.append(made.number(), Message.answer(question.number(), "llama", Samples.AT));
        Message whole = answer.so("A cat.", "Ears …", List.of(Samples.TOOL), Samples.ORIGIN)
                .ended(Stage.BROKEN, "It broke off.");
        assertThat(store.save(whole, Kept.NOTHING)).isTrue();
        assertThat(store.rename(made.number(), "Cats", false)).isTrue();

        ConversationStore again = scene.restarted();
        assertThat(again.conversation(made.number()))
                .contains(new Conversation(made.number(), "Cats", false, false, Samples.AT, profile));
        assertThat(again.newest(made.number(), 10)).contains(new Opened(List.of(question, whole), false, false));
        assertThat(again.pathTo(answer.number())).containsExactly(question, whole);
        assertThat(again.tree(made.number())).containsExactly(question, whole);
        assertThat(scene.problems()).isEmpty();
    }

    @Test
    void anAnswerGrowsAndIsWhole() {
        ConversationStore store = scene.store();
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        Message answer = store.append(number, Message.answer(0, "llama", Samples.AT));
        StringBuilder text = new StringBuilder();
        for (int piece = 0; piece < 20; piece++) {
            text.append("piece ").append(piece).append(" 🎉");
            Message sofar = Samples.grown(answer, text.toString(), "thought " + "x".repeat(piece));
            assertThat(store.save(sofar, new Kept("k", piece))).isTrue();
            assertThat(store.unfinished()).containsExactly(new Unfinished(number, sofar, new Kept("k", piece)));
        }
        ConversationStore again = scene.restarted();
        Message rest = Samples.grown(answer, text + " after", "thought");
        assertThat(again.unfinished()).hasSize(1);
        assertThat(again.save(rest, new Kept("k", 99))).isTrue();
        assertThat(again.newest(number, 1).orElseThrow().messages()).containsExactly(rest);
        Message end = Samples.grown(answer, text + " after all", "thought").ended(Stage.WHOLE, "");
        assertThat(again.save(end, Kept.NOTHING)).isTrue();
        assertThat(again.unfinished()).isEmpty();
        assertThat(again.newest(number, 1).orElseThrow().messages()).containsExactly(end);
    }

    @Test
    void otherTextsThanBeforeReplaceThem() {
        ConversationStore store = scene.store();
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        Message answer = store.append(number, Message.answer(0, "llama", Samples.AT));
        for (String text :
                List.of("a", "ab", "b", "bc", "half \uD83C", "half \uD83C\uDF89", "half \uD83C\uDF89 more", "")) {
            store.save(Samples.grown(answer, text, text), Kept.NOTHING);
        }
        assertThat(store.newest(number, 1).orElseThrow().messages()).containsExactly(answer);
        for (String text : List.of("half \uD83C", "half \uD83C\uDF89", "half \uD83C\uDF89 more")) {
            store.save(Samples.grown(answer, text, text), Kept.NOTHING);
        }
        String text = "half \uD83C\uDF89 more";
        assertThat(store.newest(number, 1).orElseThrow().messages()).containsExactly(Samples.grown(answer, text, text));
    }

    @Test
    void twoStoresThatSaveTheSameAnswerMixNothing() {
        ConversationStore store = scene.store();
        ConversationStore other = scene.other();
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        Message answer = store.append(number, Message.answer(0, "llama", Samples.AT));
        store.save(Samples.grown(answer, "one", ""), Kept.NOTHING);
        other.save(Samples.grown(answer, "one, two", ""), Kept.NOTHING);
        store.save(Samples.grown(answer, "one, too", ""), Kept.NOTHING);
        assertThat(other.newest(number, 1).orElseThrow().messages().getFirst().text())
                .isEqualTo("one, too");
        other.save(Samples.grown(answer, "one, two, three", ""), Kept.NOTHING);
        assertThat(store.newest(number, 1).orElseThrow().messages().getFirst().text())
                .isEqualTo("one, two, three");
    }

    @Test
    void theListHasPinnedOnesFirstAndThenTheLatest() {
        ConversationStore store = scene.store();
        long first = store.create(Profile.PLAIN, Samples.AT).number();
        long second = store.create(Profile.PLAIN, Samples.AT.plusSeconds(1)).number();
        long third = store.create(Profile.PLAIN, Samples.AT.plusSeconds(2)).number();
        assertThat(numbers(store.find(" ", 9))).containsExactly(third, second, first);
        store.append(first, Message.question(0, "later", List.of(), Samples.AT.plusSeconds(3)));
        assertThat(store.pin(second, true)).isTrue();
        assertThat(numbers(store.find("", 9))).containsExactly(second, first, third);
        assertThat(numbers(store.find("", 2))).containsExactly(second, first);
        assertThat(store.pin(second, false)).isTrue();
        assertThat(numbers(store.find("", 9))).containsExactly(first, third, second);
    }

    @Test
    void whatIsDeletedComesBackUntilItIsPurged() {
        ConversationStore store = scene.store();
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        Message question = store.append(number, Message.question(0, "unheard", List.of(Samples.IMAGE), Samples.AT));
        store.append(number, Message.answer(question.number(), "llama", Samples.AT));
        assertThat(store.delete(number)).isTrue();
        assertThat(store.conversation(number)).isEmpty();
        assertThat(store.newest(number, 9)).isEmpty();
        assertThat(store.find("", 9)).isEmpty();
        assertThat(store.find("unheard", 9)).isEmpty();
        assertThat(store.unfinished()).isEmpty();
        store.purge(scene.now());
        assertThat(store.restore(number)).isTrue();
        assertThat(numbers(store.find("unheard", 9))).containsExactly(number);
        assertThat(store.newest(number, 9).orElseThrow().messages()).hasSize(2);
        store.choice(ConversationStore.draft(number), "not sent");
        store.choice(ConversationStore.edits(number), "not asked");
        store.delete(number);
        store.purge(scene.now().plusMillis(1));
        assertThat(store.choice(ConversationStore.draft(number))).isEmpty();
        assertThat(store.choice(ConversationStore.edits(number))).isEmpty();
        assertThat(store.restore(number)).isFalse();
        assertThat(store.delete(number)).isFalse();
        assertThat(store.tree(number)).isEmpty();
        assertThat(store.create(Profile.PLAIN, Samples.AT).number())
                .as("a number is never used again")
                .isGreaterThan(number);
    }

    @Test
    void aTitleThatThePersonGaveStays() {
        ConversationStore store = scene.store();
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        assertThat(store.rename(number, "ours", false)).isTrue();
        assertThat(store.rename(number, "theirs", true)).isTrue();
        assertThat(store.rename(number, "ours again", false)).isFalse();
        assertThat(store.conversation(number).orElseThrow().title()).isEqualTo("theirs");
        assertThat(store.rename(number, "theirs again", true)).isTrue();
        assertThat(numbers(store.find("again", 9))).containsExactly(number);
        assertThat(store.find("ours", 9)).isEmpty();
    }

    @Test
    void versionsAreCountedAndChosen() {
        ConversationStore store = scene.store();
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        Message question = store.append(number, Message.question(0, "q", List.of(), Samples.AT));
        Message one = store.append(number, Samples.whole(question.number(), "one"));
        Message next = store.append(number, Message.question(one.number(), "next", List.of(), Samples.AT));
        Message two = store.append(number, Samples.whole(question.number(), "two"));
        assertThat(one.versions()).isEqualTo(Versions.ONLY);
        assertThat(two.versions()).isEqualTo(new Versions(List.of(one.number(), two.number()), 1));
        assertThat(Samples.numbers(store.newest(number, 9))).containsExactly(question.number(), two.number());
        assertThat(store.choose(one.number())).isTrue();
        assertThat(Samples.numbers(store.newest(number, 9)))
                .containsExactly(question.number(), one.number(), next.number());
        Message other = store.append(number, Message.question(0, "instead", List.of(), Samples.AT));
        assertThat(Samples.numbers(store.newest(number, 9))).containsExactly(other.number());
        assertThat(Samples.numbers(store.around(two.number(), 9))).containsExactly(question.number(), two.number());
        assertThat(Samples.numbers(store.newest(number, 9))).containsExactly(question.number(), two.number());
        assertThat(store.choose(999)).isFalse();
        assertThat(store.around(999, 9)).isEmpty();
    }

    @Test
    void aMessageHasItsPlaceInItsOwnConversation() {
        ConversationStore store = scene.store();
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        long elsewhere = store.create(Profile.PLAIN, Samples.AT).number();
        Message question = store.append(number, Message.question(0, "q", List.of(), Samples.AT));
        assertThat(store.append(elsewhere, Samples.whole(question.number(), "a"))
                        .number())
                .isZero();
        assertThat(store.append(number, Samples.whole(999, "a")).number()).isZero();
        assertThat(store.append(999, Message.question(0, "q", List.of(), Samples.AT))
                        .number())
                .isZero();
        assertThat(store.save(Samples.whole(0, "a").withNumber(999), Kept.NOTHING))
                .isFalse();
    }

    @Test
    void presetsAndChoicesAreKept() {
        ConversationStore store = scene.store();
        assertThat(store.preset(new Preset("short", Profile.PLAIN))).isTrue();
        assertThat(store.preset(new Preset("Long", Samples.FULL_PROFILE))).isTrue();
        assertThat(store.preset(new Preset("short", Samples.FULL_PROFILE))).isTrue();
        assertThat(store.choice("close")).isEmpty();
        assertThat(store.choice("close", "tray")).isTrue();
        assertThat(store.choice("close", "quit")).isTrue();
        ConversationStore again = scene.restarted();
        assertThat(again.presets())
                .containsExactly(new Preset("Long", Samples.FULL_PROFILE), new Preset("short", Samples.FULL_PROFILE));
        assertThat(again.forgetPreset("Long")).isTrue();
        assertThat(again.forgetPreset("Long")).isFalse();
        assertThat(again.choice("close")).contains("quit");
    }

    @Test
    void aWholeTreeIsAddedOrNothing() {
        ConversationStore store = scene.store();
        Conversation named = new Conversation(77, "Imported", true, true, Samples.AT, Samples.FULL_PROFILE);
        Message root =
                Message.question(0, "q", List.of(Samples.IMAGE), Samples.AT).withNumber(5);
        Message one = Samples.whole(5, "one").withNumber(9);
        Message two = Samples.whole(5, "two").withNumber(7);
        long number = store.add(named, List.of(root, one, two));
        assertThat(store.conversation(number))
                .contains(new Conversation(number, "Imported", true, true, Samples.AT, Samples.FULL_PROFILE));
        assertThat(store.tree(number)).extracting(Message::text).containsExactly("q", "one", "two");
        assertThat(store.newest(number, 9).orElseThrow().messages())
                .extracting(Message::text)
                .containsExactly("q", "two");
        assertThat(numbers(store.find("one", 9))).containsExactly(number);
        assertThat(store.add(named, List.of(one, root))).isZero();
        assertThat(store.add(named, List.of(root, root))).isZero();
        assertThat(store.find("", 9)).hasSize(1);
        assertThat(store.newest(store.add(named, List.of()), 9)).contains(Opened.EMPTY);
    }

    @Test
    void textsAreKeptToTheLastCharacter() {
        ConversationStore store = scene.store();
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        String odd = "nothing\u0000more \u202E\r\n\u0007 '; drop table message; -- 𠀀🎉";
        Message message = store.append(
                number, Message.question(0, odd, List.of(new Image(odd, odd, "no base64" + odd)), Samples.AT));
        assertThat(store.rename(number, odd, true)).isTrue();
        assertThat(store.tree(number)).containsExactly(message);
        assertThat(store.conversation(number).orElseThrow().title()).isEqualTo(odd);
    }

    private static List<Long> numbers(List<Found> found) {
        return found.stream().map(one -> one.conversation().number()).toList();
    }
}
