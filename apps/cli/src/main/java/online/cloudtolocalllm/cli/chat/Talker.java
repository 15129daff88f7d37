package online.cloudtolocalllm.cli.chat;

import online.cloudtolocalllm.client.model.ChatRequest;

/** Asks models. Blocking; for one thread at a time. */
public interface Talker {

    /** Asks and returns when the answer has ended, one way or another. */
    ChatOutcome ask(ChatRequest request, PieceListener listener);

    /** Stops the answer that is under way, if there is one. From any thread. */
    void stop();
}
