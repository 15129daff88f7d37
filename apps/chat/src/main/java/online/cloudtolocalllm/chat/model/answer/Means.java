package online.cloudtolocalllm.chat.model.answer;

import java.util.concurrent.Executor;
import online.cloudtolocalllm.chat.store.ConversationStore;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * What answers are made with.
 *
 * @param store where they are kept
 * @param asker who is asked
 * @param time for measuring, and for when something was said
 * @param later for what is done once in a while
 * @param threads runs each action on a thread that may block
 */
public record Means(ConversationStore store, Asker asker, TimeSource time, Later later, Executor threads) {

    /** By the machine's clock, on virtual threads. */
    public static Means of(ConversationStore store, Asker asker) {
        return new Means(store, asker, TimeSource.system(), Later.system(), action -> Thread.ofVirtual()
                .name("answer")
                .start(action));
    }
}
