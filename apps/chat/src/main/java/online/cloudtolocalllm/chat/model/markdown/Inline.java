package online.cloudtolocalllm.chat.model.markdown;

/** A part of a line. They are flat: what is strong within a link within an emphasis is one link that looks so. Immutable. */
public sealed interface Inline {

    /** What is read of it, and copied. */
    String text();

    /**
     * Words, which may have line breaks.
     *
     * @param look how they look
     */
    record Words(String text, Look look) implements Inline {}

    /**
     * Words that lead somewhere.
     *
     * @param look how they look
     * @param address one that {@link Addresses#opens}
     */
    record Link(String text, Look look, String address) implements Inline {}

    /**
     * A formula in a line, as it was written.
     *
     * @param text with its dollars or brackets
     */
    record Formula(String text) implements Inline {}
}
