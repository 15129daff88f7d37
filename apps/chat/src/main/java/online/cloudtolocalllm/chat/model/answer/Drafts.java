package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import online.cloudtolocalllm.chat.store.ConversationStore;

/** A text of each conversation that a person writes on, such as what was typed and not sent. Thread-safe. */
final class Drafts {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final ConversationStore store;
    private final LongFunction<String> name;
    private final Paced saves;
    private final Object lock = new Object();

    // Guarded by the lock.

    private final Map<Long, String> known = new HashMap<>();
    private final Map<Long, String> unsaved = new HashMap<>();

    /**
     * Those in the store.
     *
     * @param name the name of the choice in which the store has a conversation's
     * @param disk runs what blocks, one after the other
     */
    Drafts(Means means, LongFunction<String> name, Executor disk) {
        store = means.store();
        this.name = name;
        saves = new Paced(means.later(), means.time(), PERIOD, disk, this::save);
    }

    /** What is known of this conversation's; empty if nothing. Does not block. */
    String of(long conversation) {
        synchronized (lock) {
            return known.getOrDefault(conversation, "");
        }
    }

    /** Reads it, so that it is known. Blocks. */
    void read(long conversation) {
        synchronized (lock) {
            if (known.containsKey(conversation)) {
                return;
            }
        }
        String stored = store.choice(name.apply(conversation)).orElse("");
        synchronized (lock) {
            known.putIfAbsent(conversation, stored);
        }
    }

    /** Keeps it. Does not block. */
    void keep(long conversation, String text) {
        synchronized (lock) {
            if (text.equals(known.put(conversation, text))) {
                return;
            }
            unsaved.put(conversation, text);
        }
        saves.mark();
    }

    /** A question was not taken after all: it stands before what was typed since. Does not block. */
    void giveBack(long conversation, String text) {
        String since = of(conversation);
        keep(conversation, since.isBlank() ? text : text + "\n\n" + since);
    }

    /** Stores what is not stored yet. Blocks. */
    void save() {
        Map<Long, String> all;
        synchronized (lock) {
            all = Map.copyOf(unsaved);
            unsaved.clear();
        }
        all.forEach((conversation, text) -> {
            if (!store.choice(name.apply(conversation), text)) {
                refused(conversation, text);
            }
        });
    }

    /** It is stored with the next one, unless there is a newer one by then. */
    private void refused(long conversation, String text) {
        synchronized (lock) {
            unsaved.putIfAbsent(conversation, text);
        }
    }
}
