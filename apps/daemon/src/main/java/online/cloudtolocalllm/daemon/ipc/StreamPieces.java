package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;

/**
 * Cuts an answer's body into what becomes one chunk each. Pieces are pulled; what was fed and not pulled yet is held. Not
 * thread-safe.
 */
sealed interface StreamPieces permits DocumentPieces, EventPieces, WholePiece {

    /** The most bytes that a piece may have. */
    int MOST_BYTES = 1024 * 1024;

    /** What pulling brought. */
    enum Next {
        /** A piece, which can be looked at until the next call. */
        PIECE,
        /** Nothing more of what was fed. */
        NOTHING,
        /** More than {@link #MOST_BYTES} for one piece. */
        TOO_LARGE
    }

    /** Takes all readable bytes; the buffer stays the caller's. */
    void feed(ByteBuf arrived);

    /** Says that nothing more will be fed, and the body is whole. */
    void ended();

    /** Goes to the next piece. */
    Next next();

    /** Where the piece stands; may be changed until the next call. */
    byte[] bytes();

    /** The place of its first byte. */
    int from();

    /** The place behind its last byte. */
    int to();

    /** The event's name; empty if it has none. */
    default String name() {
        return "";
    }
}
