package online.cloudtolocalllm.chat.model.standing;

import java.util.Optional;
import online.cloudtolocalllm.chat.store.ConversationStore;

/** Where the person's choices are kept. Methods block on the disk. Thread-safe. */
public interface Choices {

    /** The one of this name; empty if it was never made. */
    Optional<String> choice(String name);

    /** Keeps one; false if it could not be. */
    boolean choice(String name, String value);

    /** Those of this store. */
    static Choices in(ConversationStore store) {
        return new Choices() {
            @Override
            public Optional<String> choice(String name) {
                return store.choice(name);
            }

            @Override
            public boolean choice(String name, String value) {
                return store.choice(name, value);
            }
        };
    }
}
