package online.cloudtolocalllm.testkit.http;

/** The next thing read of a body. */
public sealed interface Piece {

    /**
     * Bytes of the body: one whole chunk, or what one read gave where there are no chunks.
     *
     * @param bytes at least one, without framing
     */
    record Content(Bytes bytes) implements Piece {}

    /**
     * The body ended as its framing says.
     *
     * @param framing how the end was told; after {@link Framing.Kind#CLOSE} a cut looks the same
     */
    record End(Framing.Kind framing) implements Piece {}

    /**
     * The body stopped before its end.
     *
     * @param how what was seen
     * @param detail the same in words
     */
    record Cut(Break how, String detail) implements Piece {}

    /** Ways to stop too early. */
    enum Break {
        /** The peer closed the connection. */
        FIN,
        /** The peer reset the connection. */
        RESET,
        /** What came is no chunk. */
        MALFORMED
    }
}
