package online.cloudtolocalllm.testkit.upstream;

import online.cloudtolocalllm.testkit.http.Bytes;

/** One step of a streamed body. */
public sealed interface Part {

    /**
     * Sends one chunk, framed and written in one go.
     *
     * @param bytes at least one
     */
    record Chunk(Bytes bytes) implements Part {

        /** Refuses an empty chunk: it would end the body. */
        public Chunk {
            if (bytes.isEmpty()) {
                throw new IllegalArgumentException("an empty chunk would end the body");
            }
        }
    }

    /**
     * Goes on when the test opens the gate.
     *
     * @param gate the gate
     */
    record Hold(Gate gate) implements Part {}

    /** One chunk of UTF-8 text. */
    static Part chunk(String text) {
        return new Chunk(Bytes.utf8(text));
    }

    /** Goes on when the test opens the gate. */
    static Part hold(Gate gate) {
        return new Hold(gate);
    }
}
