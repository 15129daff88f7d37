package online.cloudtolocalllm.chat.model.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import online.cloudtolocalllm.chat.model.exchange.Form;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list over a store that plays in memory, with time and threads that a test moves. */
class ConversationListTest extends ListScene {

    @Test
    void conversationsStandUnderTheirDays() {
        talked("now", "", Duration.ZERO);
        talked("tomorrow", "", Duration.ofHours(-30));
        talked("yesterday", "", Duration.ofHours(13));
        talked("six days", "", Duration.ofDays(6));
        talked("a week", "", Duration.ofDays(7));
        talked("long ago", "", Duration.ofDays(400));
        store.pin(talked("kept", "", Duration.ofDays(800)), true);
        store.create(Profile.PLAIN, clock.now().minus(Duration.ofDays(401)));
        assertThat(state.empty()).as("nothing is known yet").isFalse();
        started();
        assertThat(rows())
                .containsExactly(
                        "— Pinned",
                        "kept",
                        "— Today",
                        "tomorrow",
                        "now",
                        "— Yesterday",
                        "yesterday",
                        "— Last 7 days",
                        "six days",
                        "— December 2025",
                        "a week",
                        "— November 2024",
                        "long ago",
                        "New chat");
        clock.advance(Duration.ofDays(1));
        list.refresh();
        work.runAll();
        assertThat(rows()).containsSequence("— Yesterday", "now");
    }

    @Test
    void theNewestQuestionWins() {
        talked("Trip ideas", "Where to go in Łódź?", Duration.ZERO);
        talked("SQL", "select 1", Duration.ZERO);
        started();
        told.clear();
        list.search("s");
        list.search("sq");
        list.search("sql");
        assertThat(work.size()).as("one look at a time").isEqualTo(1);
        work.runOne();
        assertThat(told).as("nobody waits for the first any more").isEmpty();
        assertThat(work.size()).isEqualTo(1);
        work.runAll();
        assertThat(rows()).containsExactly("— Today", "[SQL]");
        assertThat(state.words()).isEqualTo("sql");
        list.search("go");
        work.runAll();
        assertThat(rows()).containsExactly("— Today", "Trip ideas: Where to [go] in Łódź?");
        list.open(entry("Trip ideas").found());
        assertThat(talk.heard()).containsExactly("open 1 at 2");
        list.search("nothing");
        work.runAll();
        assertThat(state.empty()).isTrue();
        list.search("");
        work.runAll();
        assertThat(rows()).hasSize(3);
    }

    @Test
    void theOpenOneAndThoseThatRunAreMarked() {
        long first = talked("first", "", Duration.ZERO);
        long second = talked("second", "", Duration.ofMinutes(1));
        started();
        TalkState now = open(first, Set.of(second));
        list.show(now);
        assertThat(rows()).as("before the store was asked").containsExactly("— Today", "first <", "second ●");
        assertThat(work.size()).isEqualTo(1);
        work.runAll();
        list.show(now);
        assertThat(work.size()).as("each piece of an answer is told").isZero();
        list.show(open(second, Set.of()));
        assertThat(rows()).containsExactly("— Today", "first", "second <");
    }

    private TalkState open(long number, Set<Long> running) {
        TalkState old = TalkState.NEW;
        TalkState now = new TalkState(
                store.conversation(number), old.profile(), List.of(), false, false, false, running, 0, "");
        talk.is(now);
        return now;
    }

    @Test
    void aLongListIsReadAsFarAsItIsSeen() {
        for (int i = 0; i < 2 * ConversationList.PAGE + 10; i++) {
            talked("t" + i, "", Duration.ofSeconds(i));
        }
        started();
        assertThat(state.rows()).hasSize(ConversationList.PAGE + 2).endsWith(new ListRow.More());
        list.more();
        list.more();
        work.runAll();
        assertThat(state.rows()).hasSize(2 * ConversationList.PAGE + 2);
        list.more();
        work.runAll();
        assertThat(state.rows()).hasSize(2 * ConversationList.PAGE + 11).doesNotContain(new ListRow.More());
        list.more();
        assertThat(work.size()).isZero();
    }

    @Test
    void namesArePutInTheOrderInWhichTheyWereGiven() {
        talked("old", "", Duration.ZERO);
        started();
        Conversation conversation = entry("old").conversation();
        list.changes().rename(conversation, "  ");
        list.changes().rename(conversation, "old");
        assertThat(work.size()).as("nothing is changed").isZero();
        list.changes().rename(conversation, "first\u202E\n name");
        list.changes().rename(conversation, "second");
        work.runAll();
        assertThat(rows()).containsExactly("— Today", "second");
        assertThat(talk.heard()).containsExactly("reread 1", "reread 1");
        assertThat(store.conversation(1).map(Conversation::named)).isEqualTo(Optional.of(true));
        list.changes().pin(entry("second").conversation(), true);
        work.runAll();
        assertThat(rows()).containsExactly("— Pinned", "second");
        list.changes().pin(entry("second").conversation(), false);
        work.runAll();
        assertThat(rows()).containsExactly("— Today", "second");
    }

    @Test
    void whatIsDeletedCanBeBroughtBack() {
        long number = talked("Trip", "", Duration.ZERO);
        started();
        list.show(open(number, Set.of()));
        list.changes().delete(entry("Trip").conversation());
        work.runAll();
        assertThat(state.empty()).isTrue();
        assertThat(undo.sentence()).isEqualTo("\"Trip\" was deleted.");
        undo.undo();
        work.runAll();
        assertThat(rows()).hasSize(2);
        assertThat(talk.heard()).as("it was open").containsExactly("forget 1", "open 1");
    }

    @Test
    void whatCanBeBroughtBackOutlivesWhatCannot() {
        long first = talked("first", "", Duration.ZERO);
        long second = talked("second", "", Duration.ZERO);
        started();
        Conversation one = entry("first").conversation();
        Conversation other = entry("second").conversation();
        list.changes().delete(one);
        work.runAll();
        clock.advance(Duration.ofSeconds(3));
        // In the store before the first offer is taken back.
        list.changes().delete(other);
        work.runAll();
        assertThat(undo.sentence()).contains("second");
        clock.advance(Duration.ofSeconds(3));
        assertThat(store.tree(second)).isNotEmpty();
        undo.undo();
        work.runAll();
        assertThat(rows()).containsExactly("— Today", "second");
        assertThat(store.restore(first)).as("nobody can bring it back any more").isFalse();
    }

    @Test
    void whatAnEarlierRunDeletedIsForgotten() {
        long number = talked("x", "", Duration.ZERO);
        store.delete(number);
        clock.advance(Duration.ofSeconds(1));
        started();
        assertThat(store.restore(number)).isFalse();
    }

    @Test
    void aDiskThatIsFullIsSaid() {
        long number = talked("Trip", "", Duration.ZERO);
        started();
        Conversation conversation = entry("Trip").conversation();
        store.refuse("full");
        list.changes().rename(conversation, "other");
        work.runAll();
        assertThat(state.notice().sentences()).startsWith("\"Trip\" was not renamed. The conversations cannot be");
        list.changes().delete(conversation);
        work.runAll();
        assertThat(state.notice().sentences()).startsWith("\"Trip\" was not deleted.");
        assertThat(rows()).hasSize(2);
        assertThat(undo.sentence()).isEmpty();
        assertThat(talk.heard()).as("its answer goes on").isEmpty();
        store.refuse("");
        list.changes().delete(conversation);
        work.runAll();
        store.refuse("full");
        undo.undo();
        work.runAll();
        assertThat(state.notice().sentences()).startsWith("\"Trip\" was not brought back.");
        list.dismiss();
        assertThat(state.notice()).isEqualTo(ListState.SILENT);
        assertThat(store.conversation(number)).isEmpty();
    }

    @Test
    void aNewOneAsksTheSameModelAndNothingElse() {
        started();
        Profile profile =
                new Profile("m", "Be short.", TalkState.NEW.profile().temperature(), OptionalInt.of(1), "", "");
        talk.is(new TalkState(Optional.empty(), profile, List.of(), false, false, false, Set.of(), 0, ""));
        list.begin();
        assertThat(talk.heard()).containsExactly("begin m");
    }

    @Test
    void filesAreWrittenAndReadAside(@TempDir Path folder) throws Exception {
        long number = talked("Trip", "Where?", Duration.ZERO);
        started();
        Path file = folder.resolve("trip.json");
        list.files().export(number, Form.JSON, file);
        assertThat(Files.exists(file)).isFalse();
        work.runAll();
        assertThat(state.notice().sentences()).isEqualTo("The conversation was exported to trip.json.");
        list.dismiss();
        list.files().importFiles(List.of());
        assertThat(work.size()).isZero();
        list.files().importFiles(List.of(file));
        work.runAll();
        assertThat(rows()).containsExactly("— Today", "Trip", "Trip");
        assertThat(undo.sentence()).isEqualTo("\"Trip\" was imported with 1 message.");
        assertThat(talk.heard()).containsExactly("open 3");
        undo.undo();
        work.runAll();
        assertThat(rows()).containsExactly("— Today", "Trip");
        assertThat(talk.heard()).containsExactly("open 3", "forget 3");
        list.files().importFiles(List.of(file, folder));
        work.runAll();
        assertThat(state.notice().fine()).isFalse();
        assertThat(state.notice().sentences()).contains("was imported").contains("was not imported: it is no file.");
        list.files().exportAll(folder);
        work.runAll();
        assertThat(state.notice().sentences()).startsWith("2 conversations were exported to ");
    }
}
