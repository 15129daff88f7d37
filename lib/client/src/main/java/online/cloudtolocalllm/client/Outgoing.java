package online.cloudtolocalllm.client;

/** Something that is to be written to the daemon. */
@FunctionalInterface
interface Outgoing {

    /** Its bytes, whole lines, asked for once and right before they are written; empty if there is nothing to say any more. */
    byte[] bytes();
}
