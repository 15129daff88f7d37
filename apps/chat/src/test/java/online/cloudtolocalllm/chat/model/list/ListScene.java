package online.cloudtolocalllm.chat.model.list;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.chat.model.Aside;
import online.cloudtolocalllm.chat.model.list.ListRow.Entry;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.store.MemoryStore;
import online.cloudtolocalllm.testkit.ManualClock;

/** The list over a store that plays in memory, with time and threads that a test moves. */
abstract class ListScene {

    final ManualClock clock = new ManualClock();
    final MemoryStore store = new MemoryStore(clock);
    final PlayedTalk talk = new PlayedTalk();
    final PlayedUndo undo = new PlayedUndo();
    final Later work = new Later();
    final ConversationList list =
            new ConversationList(store, talk, undo, new Aside(work, Runnable::run), clock, ZoneOffset.UTC);
    ListState state = ListState.UNREAD;
    final List<ListState> told = new ArrayList<>();

    ListScene() {
        list.onChange(next -> {
            state = next;
            told.add(next);
        });
    }

    long talked(String title, String text, Duration ago) {
        Instant at = clock.now().minus(ago);
        long number = store.create(Profile.PLAIN, at).number();
        store.rename(number, title, false);
        store.append(number, Message.question(0, text, List.of(), at));
        return number;
    }

    List<String> rows() {
        return state.rows().stream()
                .map(row -> switch (row) {
                    case ListRow.Heading(String text) -> "— " + text;
                    case ListRow.More() -> "more";
                    case Entry entry ->
                        marked(entry.title())
                                + (entry.excerpt().isEmpty() ? "" : ": " + marked(entry.excerpt()))
                                + (entry.running() ? " ●" : "")
                                + (entry.open() ? " <" : "");
                })
                .toList();
    }

    static String marked(List<Piece> pieces) {
        StringBuilder line = new StringBuilder();
        pieces.forEach(piece -> line.append(piece.found() ? "[" + piece.text() + "]" : piece.text()));
        return line.toString();
    }

    Entry entry(String title) {
        return state.rows().stream()
                .filter(row -> row instanceof Entry entry
                        && Groups.title(entry.conversation()).equals(title))
                .map(Entry.class::cast)
                .findFirst()
                .orElseThrow();
    }

    void started() {
        list.start();
        work.runAll();
    }
}
