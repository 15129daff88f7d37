package online.cloudtolocalllm.daemon.ipc;

import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** A checked command of an authenticated client. */
public sealed interface IpcCommand {

    /** {@code PING}: is anybody there? */
    record Ping() implements IpcCommand {}

    /** {@code QUIT}: stop the daemon. */
    record Quit() implements IpcCommand {}

    /** Something that only concerns the client's own connection, where it is done at once. */
    sealed interface Own extends IpcCommand {}

    /** {@code SUBSCRIBE}: tell me the state, and of every change of it. */
    record Subscribe() implements Own {}

    /** {@code UNSUBSCRIBE}: no more of that. */
    record Unsubscribe() implements Own {}

    /**
     * {@code UPDATE_TOOLTIP}, {@code UPDATE_ICON}, {@code AUTH_STATUS}: answered only if there is an id.
     *
     * @param wishes the one thing that it wants the tray to show
     */
    record Wish(ClientWishes wishes) implements Own {}

    /** A command whose reply may take a while. */
    sealed interface Work extends IpcCommand {}

    /** {@code GET_CONNECTION_STATUS}. */
    record Status() implements Work {}

    /**
     * {@code PROXY_REQUEST}.
     *
     * @param call what to ask for
     */
    record Proxy(ProxyCall call) implements Work {}

    /**
     * {@code TEST_CONNECTION}.
     *
     * @param connection which one
     * @param chat whether to ask a model for one token in the end
     */
    record Test(ConnectionId connection, boolean chat) implements Work {}

    /**
     * Any other command.
     *
     * @param name what it is called
     * @param message all of it
     */
    record Ask(String name, JsonObject message) implements Work {}

    /** What is said about a running {@code PROXY_REQUEST}; it has no reply of its own. */
    sealed interface OfCall extends IpcCommand {

        /** The request's id. */
        JsonValue call();
    }

    /**
     * {@code CREDIT}.
     *
     * @param call the request's id
     * @param bytes how many more bytes of its answer the client takes
     */
    record Credit(JsonValue call, long bytes) implements OfCall {}

    /**
     * {@code CREDIT} with a number that is none.
     *
     * @param call the request's id
     */
    record WrongCredit(JsonValue call) implements OfCall {}

    /**
     * {@code CANCEL}.
     *
     * @param call the request's id
     */
    record Cancel(JsonValue call) implements OfCall {}

    /**
     * {@code LEAVE}.
     *
     * @param call the request's id
     */
    record Leave(JsonValue call) implements OfCall {}

    /**
     * {@code ATTACH_STREAM}.
     *
     * @param kept the answer's name
     * @param offset how many of its chunks are not wanted any more
     */
    record Attach(String kept, long offset) implements IpcCommand {}

    /** {@code START_DEMO}. */
    record StartDemo() implements Work {}
}
