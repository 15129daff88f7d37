package online.cloudtolocalllm.broker.journal;

import io.netty.buffer.ByteBuf;
import online.cloudtolocalllm.broker.route.AttemptOutcome;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** Hears what becomes of one request, in this order, on its event loop. Every method must cost next to nothing. */
public interface Trace {

    /** A trace that notes nothing. */
    Trace NONE = new Trace() {};

    /** How a request ended. */
    enum End {
        /** An answer, a refusal by an upstream included, was passed on whole. */
        WHOLE,
        /** An answer was begun and broke off. */
        CUT,
        /** Nobody answered, or nobody was asked. */
        REFUSED,
        /** The client went away. */
        CLIENT_LEFT
    }

    /** A piece of the request's body has come, of so many bytes. */
    default void received(int bytes) {}

    /** The model is known: empty if the request names none. */
    default void planned(String model) {}

    /**
     * There is no room at the connections that it may go to; it waits.
     *
     * @param place its number in the line
     */
    default void queued(int place) {}

    /** A connection is asked now. */
    default void asked(ConnectionSettings connection) {}

    /** A connection that was asked gave nothing that is passed on. */
    default void settled(ConnectionId connection, AttemptOutcome outcome) {}

    /**
     * The head of an answer is passed on.
     *
     * @param contentType of what can be read of the answer; empty if it is compressed
     */
    default void answered(ConnectionId by, int status, String contentType) {}

    /** The gateway itself answers, with this status; {@link #ended} follows. */
    default void refused(int status) {}

    /** A piece of the answer is passed on; it may be looked at and not be kept or changed. */
    default void content(ByteBuf piece) {}

    /**
     * The request is over.
     *
     * @param why in words, for what is neither whole nor left
     */
    default void ended(End end, String why) {}
}
