package online.cloudtolocalllm.testkit.upstream;

/** What becomes of a client that connects. */
public enum Door {
    /** It is served. */
    OPEN,
    /** Nothing listens: refused at once. */
    REFUSED,
    /** It is connected, and nothing is ever read or written. */
    ACCEPTS_AND_HANGS,
    /** It is not even connected: the system's queue is full and nobody takes from it. */
    BLACK_HOLE
}
