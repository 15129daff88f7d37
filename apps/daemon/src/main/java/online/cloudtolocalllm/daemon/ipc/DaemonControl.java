package online.cloudtolocalllm.daemon.ipc;

import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;

/**
 * What an authenticated IPC client can make the daemon do. Methods are called on event loops and so must return at once; work
 * that takes time completes the stage that they return, on any thread. Implementations are thread-safe. A stage that fails, or
 * a method that throws, is answered with the code {@code internal} and logged: expected failures are values.
 */
public interface DaemonControl {

    /** Whom the daemon tells something without being asked: every client that proves itself is one of them until it goes. */
    Audience audience();

    /** The state of everything, from memory. */
    DaemonStatus status();

    /**
     * Starts one request to a connection; its answer is collected whole, never streamed.
     *
     * @param room where the answer is to fit in
     */
    ProxyHandle proxy(ProxyCall call, ReplyRoom.Share room);

    /**
     * Starts one request to a connection; its answer is passed on as it comes.
     *
     * @param answer takes the answer, on the loop
     * @param loop the event loop that this is called on, where everything about the call happens
     */
    void stream(ProxyCall call, StreamCall answer, EventLoop loop);

    /**
     * Tries one connection step by step.
     *
     * @param chat whether to ask a model for one token in the end
     */
    CompletionStage<TestReport> test(ConnectionId connection, boolean chat);

    /** Answers a command that this package does not know itself; empty if nobody does. */
    Optional<CompletionStage<JsonObject>> ask(String command, JsonObject message);

    /** Starts the demo upstream, or tells where it already serves. */
    CompletionStage<DemoStart> startDemo();

    /** Begins to stop the daemon; the stop itself happens on another thread, and closes this server among other things. */
    void quit();
}
