package online.cloudtolocalllm.chat.model.answer;

import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.client.model.ChatRequest;

/** Where a message gets what comes next in it. */
sealed interface Source {

    /** A model that is asked. */
    record Ask(ChatRequest request) implements Source {}

    /** A model that is asked to go on with what is in the message. */
    record GoOn(ChatRequest request) implements Source {}

    /** What the daemon may have kept since the window ended. */
    record Resume(Kept kept) implements Source {}

    /**
     * Nowhere: nobody can be asked.
     *
     * @param why as sentences
     */
    record Nowhere(String why) implements Source {}
}
