package online.cloudtolocalllm.daemon.ipc;

/** Where a streamed answer comes from. Methods are called on the event loop that the call lives on. */
public interface StreamSource {

    /** More is taken again, after {@link StreamCall#writable()} said no. */
    void resume();

    /** Nobody wants the answer any more: ends the request, upstream too. Called once at most, and never after the answer's end. */
    void cancel();
}
