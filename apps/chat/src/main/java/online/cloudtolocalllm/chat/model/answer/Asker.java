package online.cloudtolocalllm.chat.model.answer;

import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.client.model.ChatRequest;

/** Asks models. Thread-safe. */
public interface Asker {

    /** Asks. Blocks for the link to the daemon; what goes wrong is the first thing that is fetched. */
    RunningAnswer ask(ChatRequest request);

    /** Reads an answer on that the daemon keeps, from where this says. Blocks for the link; what goes wrong is the first thing that is fetched. */
    RunningAnswer attach(Kept kept);
}
