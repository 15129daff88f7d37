package online.cloudtolocalllm.chat.model.picker;

import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.library.Errands;
import online.cloudtolocalllm.chat.model.talk.TalkActions;
import online.cloudtolocalllm.chat.store.ConversationStore;
import online.cloudtolocalllm.protocol.words.PlainLine;

/** Gives the open conversation a title of the person's. For JavaFX's thread; no method blocks. */
public final class Titles {

    /** Longer than any list shows. */
    public static final int LONGEST = 200;

    private final ConversationStore store;
    private final TalkActions talk;
    private final Errands errands;
    private final Runnable changed;

    /**
     * One for this window.
     *
     * @param changed runs when a title was stored, so that lists can show it
     */
    public Titles(ConversationStore store, TalkActions talk, Errands errands, Runnable changed) {
        this.store = store;
        this.talk = talk;
        this.errands = errands;
        this.changed = changed;
    }

    /**
     * Gives a title. A blank one changes nothing.
     *
     * @param then hears whether it is stored
     */
    public void rename(long conversation, String title, Consumer<Boolean> then) {
        String plain = PlainLine.of(title, LONGEST);
        if (conversation == 0 || plain.isEmpty()) {
            then.accept(false);
            return;
        }
        errands.ask(() -> store.rename(conversation, plain, true), stored -> {
            if (stored) {
                talk.reread(conversation);
                changed.run();
            }
            then.accept(stored);
        });
    }
}
