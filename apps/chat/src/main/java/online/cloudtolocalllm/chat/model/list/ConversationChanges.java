package online.cloudtolocalllm.chat.model.list;

import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.Aside;
import online.cloudtolocalllm.chat.model.Undo;
import online.cloudtolocalllm.chat.model.exchange.Told;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.TalkActions;
import online.cloudtolocalllm.chat.store.ConversationStore;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.words.PlainLine;

/** What a person does with conversations: name, pin, delete. For JavaFX's thread; no method blocks. */
public final class ConversationChanges {

    /** The longest title, in characters. */
    public static final int TITLE = 200;

    private static final String WHY = "The conversations cannot be written now; look whether the disk is full.";

    private final ConversationStore store;
    private final TalkActions talk;
    private final Undo undo;
    private final Aside aside;
    private final TimeSource time;
    private final Runnable changed;
    private final Consumer<Told> tell;
    /** How many can still be brought back, or are about to be deleted. */
    private int waiting;

    /**
     * Over this store.
     *
     * @param aside asks the store in order
     * @param changed called when the list is another one
     * @param tell gets what a person has to know
     */
    ConversationChanges(
            ConversationStore store,
            TalkActions talk,
            Undo undo,
            Aside aside,
            TimeSource time,
            Runnable changed,
            Consumer<Told> tell) {
        this.store = store;
        this.talk = talk;
        this.undo = undo;
        this.aside = aside;
        this.time = time;
        this.changed = changed;
        this.tell = tell;
    }

    /** Gives it this title; a blank one changes nothing. */
    public void rename(Conversation conversation, String title) {
        rename(conversation, title, stored -> {});
    }

    /**
     * The same.
     *
     * @param then hears, on JavaFX's thread, whether it has this title now
     */
    public void rename(Conversation conversation, String title, Consumer<Boolean> then) {
        String line = PlainLine.of(title, TITLE);
        if (line.isEmpty() || line.equals(conversation.title())) {
            then.accept(!line.isEmpty());
            return;
        }
        long number = conversation.number();
        change(conversation, "renamed", () -> store.rename(number, line, true), then);
    }

    /** Keeps it on top, or no more. */
    public void pin(Conversation conversation, boolean pinned) {
        long number = conversation.number();
        change(conversation, pinned ? "pinned" : "unpinned", () -> store.pin(number, pinned));
    }

    private void change(Conversation conversation, String done, BooleanSupplier change) {
        change(conversation, done, change, stored -> {});
    }

    private void change(Conversation conversation, String done, BooleanSupplier change, Consumer<Boolean> then) {
        aside.ask(change::getAsBoolean, stored -> {
            then.accept(stored);
            if (stored) {
                talk.reread(conversation.number());
            } else {
                tell.accept(not(conversation, done));
            }
            changed.run();
        });
    }

    private static Told not(Conversation conversation, String done) {
        return Told.problem("\"" + Groups.title(conversation) + "\" was not " + done + ". " + WHY);
    }

    /** Deletes it, with ten seconds to bring it back. */
    public void delete(Conversation conversation) {
        long number = conversation.number();
        boolean open = talk.state().number() == number;
        waiting++;
        aside.ask(() -> store.delete(number), deleted -> {
            changed.run();
            if (!deleted) {
                waiting--;
                tell.accept(not(conversation, "deleted"));
                return;
            }
            talk.forget(number);
            undo.offer(
                    "\"" + Groups.title(conversation) + "\" was deleted.",
                    () -> bringBack(conversation, open),
                    this::over);
        });
    }

    private void bringBack(Conversation conversation, boolean open) {
        long number = conversation.number();
        aside.ask(() -> store.restore(number), restored -> {
            changed.run();
            if (!restored) {
                tell.accept(not(conversation, "brought back"));
            } else if (open) {
                talk.open(number);
            }
        });
        over();
    }

    private void over() {
        waiting--;
        purge();
    }

    /** Deletes these, which were imported a moment ago, for good. */
    void takeBack(List<Long> numbers) {
        aside.ask(() -> numbers.stream().filter(store::delete).toList(), deleted -> {
            deleted.forEach(talk::forget);
            changed.run();
            if (deleted.size() < numbers.size()) {
                tell.accept(Told.problem("What was imported was not deleted again. " + WHY));
            }
            purge();
        });
    }

    /** Forgets for good what nobody can bring back. What is deleted from now on is younger than this moment, and stays. */
    void purge() {
        if (waiting == 0) {
            Instant now = time.now();
            aside.ask(
                    () -> {
                        store.purge(now);
                        return now;
                    },
                    purged -> {});
        }
    }
}
