package online.cloudtolocalllm.chat.model.talk;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The conversation that is open, as it is at one moment.
 *
 * @param conversation which one; empty for a new one that has no message yet
 * @param profile what the next question asks, and how
 * @param messages its chosen messages as far as they were read, the running answer with what has come
 * @param earlier whether there are messages before them
 * @param later whether there are messages behind them
 * @param answering whether an answer is being written in it
 * @param running the conversations in which answers are being written
 * @param marked the message that was looked for; 0 if none was
 * @param notice what went wrong last, as sentences; empty if nothing did
 */
public record TalkState(
        Optional<Conversation> conversation,
        Profile profile,
        List<Message> messages,
        boolean earlier,
        boolean later,
        boolean answering,
        Set<Long> running,
        long marked,
        String notice) {

    /** A new conversation. */
    public static final TalkState NEW =
            new TalkState(Optional.empty(), Profile.PLAIN, List.of(), false, false, false, Set.of(), 0, "");

    /** Copies the collections. */
    public TalkState {
        messages = List.copyOf(messages);
        running = Set.copyOf(running);
    }

    /** The number of the open conversation; 0 for a new one. */
    public long number() {
        return conversation.map(Conversation::number).orElse(0L);
    }
}
