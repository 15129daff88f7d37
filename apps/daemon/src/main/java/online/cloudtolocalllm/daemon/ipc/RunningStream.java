package online.cloudtolocalllm.daemon.ipc;

import online.cloudtolocalllm.protocol.ipc.StreamEvent;

/** A streamed call as the connection sees that it belongs to. Methods are called on that connection's event loop. */
sealed interface RunningStream permits StreamCall, KeptReader {

    /** The client takes more. */
    void credit(long bytes);

    /** The client gave credit that is none. */
    void wrongCredit();

    /** The client does not want the rest. */
    void cancel();

    /** The client wants the rest later; an answer that is not kept goes on. */
    void leave();

    /** The client's socket takes more again. */
    void roomAgain();

    /** Ends the call from this side; the client is told. */
    void breakOff(StreamEvent.Failed why);

    /** The client is gone. */
    void abandon();
}
