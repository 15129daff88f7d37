package online.cloudtolocalllm.testkit.upstream;

/** What becomes of a request's body when it was answered before it was read. */
public enum Upload {
    /** It is read and thrown away, and the connection closed when the client has sent all or left. */
    DISCARDED,
    /** It is never read, so the client's writes stall. */
    IGNORED,
    /** The connection is closed with the body unread, which the client sees as a reset. */
    RESET
}
