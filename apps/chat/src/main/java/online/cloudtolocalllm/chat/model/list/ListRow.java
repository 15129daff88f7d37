package online.cloudtolocalllm.chat.model.list;

import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Found;

/** A row of the list. */
public sealed interface ListRow {

    /**
     * What the rows below have in common.
     *
     * @param text such as {@code Yesterday}
     */
    record Heading(String text) implements ListRow {}

    /**
     * A conversation.
     *
     * @param found which, and where the words are
     * @param title what it is called; never empty
     * @param excerpt around the words; empty if nothing was looked for
     * @param running whether an answer is being written in it
     * @param open whether it is the open one
     */
    record Entry(Found found, List<Piece> title, List<Piece> excerpt, boolean running, boolean open)
            implements ListRow {

        /** Copies the lists. */
        public Entry {
            title = List.copyOf(title);
            excerpt = List.copyOf(excerpt);
        }

        /** Which one it is. */
        public Conversation conversation() {
            return found.conversation();
        }

        /** Its number in the store. */
        public long number() {
            return conversation().number();
        }
    }

    /** There are others, which are read when this row is seen. */
    record More() implements ListRow {}
}
