package online.cloudtolocalllm.testkit.upstream;

/** A place in an answer. */
public sealed interface After {

    /**
     * So many bytes on the wire, head and framing included.
     *
     * @param count 0 or more
     */
    record Octets(int count) implements After {}

    /**
     * So many whole chunks; after 0 chunks only the head has been sent.
     *
     * @param count 0 or more
     */
    record Chunks(int count) implements After {}

    /** After so many bytes of the whole answer. */
    static After bytes(int count) {
        return new Octets(count);
    }

    /** After so many whole chunks. */
    static After chunks(int count) {
        return new Chunks(count);
    }

    /** After the head. */
    static After head() {
        return new Chunks(0);
    }
}
