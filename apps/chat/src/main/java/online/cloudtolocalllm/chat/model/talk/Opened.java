package online.cloudtolocalllm.chat.model.talk;

import java.util.List;

/**
 * A part of a conversation's chosen messages.
 *
 * @param messages in the order in which they were said
 * @param earlier whether there are some before them
 * @param later whether there are some behind them
 */
public record Opened(List<Message> messages, boolean earlier, boolean later) {

    /** Nothing. */
    public static final Opened EMPTY = new Opened(List.of(), false, false);

    /** Copies the list. */
    public Opened {
        messages = List.copyOf(messages);
    }
}
