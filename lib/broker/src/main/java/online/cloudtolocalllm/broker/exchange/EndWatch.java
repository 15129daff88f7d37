package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;

/** Looks at an answer's body as it passes, to say at its end whether it is all there. Lives on one event loop. */
interface EndWatch {

    /** A watch that sees nothing and knows nothing. */
    EndWatch BLIND = new EndWatch() {
        @Override
        public void watch(ByteBuf piece) {}

        @Override
        public Sight sight() {
            return Sight.UNKNOWN;
        }
    };

    /** A watch over what nobody here can read. */
    EndWatch UNREADABLE = new EndWatch() {
        @Override
        public void watch(ByteBuf piece) {}

        @Override
        public Sight sight() {
            return Sight.NO_END;
        }
    };

    /** What was seen. */
    enum Sight {
        /** The body says itself that it is at its end. */
        END,
        /** The body shows that more should have come. */
        NO_END,
        /** Neither. */
        UNKNOWN
    }

    /** Looks at a piece and leaves it as it is. */
    void watch(ByteBuf piece);

    /** What was seen so far. */
    Sight sight();

    /** Lets go of what the watch holds outside the heap; nothing is watched afterwards. May be called twice. */
    default void close() {}
}
