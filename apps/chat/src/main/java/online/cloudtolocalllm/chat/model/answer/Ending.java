package online.cloudtolocalllm.chat.model.answer;

import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;

/**
 * What is to be stored of an answer.
 *
 * @param message how far it is
 * @param kept where the rest of it is
 * @param ours whether it is this program that stores it
 */
record Ending(Message message, Kept kept, boolean ours) {

    Ending(Message message, Kept kept) {
        this(message, kept, true);
    }

    /** A copy that another program stores. */
    Ending elsewhere() {
        return new Ending(message, kept, false);
    }
}
