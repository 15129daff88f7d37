package online.cloudtolocalllm.client;

/** Something that is to be written to the daemon. */
@FunctionalInterface
interface Outgoing {

    /**
     * It leaves the outbox, and nobody can take it back any more. Called once, before {@link #bytes()}, under the outbox's lock:
     * only what needs no other lock may be done here.
     */
    default void begin() {}

    /** Its bytes, whole lines, asked for once and right before they are written; empty if there is nothing to say any more. */
    byte[] bytes();
}
