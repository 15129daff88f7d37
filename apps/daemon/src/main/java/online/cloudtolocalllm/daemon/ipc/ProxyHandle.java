package online.cloudtolocalllm.daemon.ipc;

import java.util.concurrent.CompletionStage;

/** A running {@code PROXY_REQUEST}. Thread-safe. */
public interface ProxyHandle {

    /** Completes with the outcome, once, on any thread. */
    CompletionStage<ProxyReply> reply();

    /**
     * Ends the request and its upstream request, because whoever asked has gone. Returns at once, may be called at any time and
     * more than once; whether {@link #reply()} still completes does not matter.
     */
    void cancel();
}
