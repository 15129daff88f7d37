package online.cloudtolocalllm.chat.model.exchange;

/** What a file turned out to be. */
public sealed interface Reading {

    /** A conversation. */
    record Whole(WholeConversation conversation) implements Reading {}

    /**
     * Something else.
     *
     * @param reason why, as the rest of a sentence without a full stop
     */
    record Refused(String reason) implements Reading {}
}
