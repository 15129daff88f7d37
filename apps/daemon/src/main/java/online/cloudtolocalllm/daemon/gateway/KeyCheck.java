package online.cloudtolocalllm.daemon.gateway;

import java.util.List;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.config.daemon.KeyNeed;

/** Knows programs by the keys that they send. Thread-safe; called on event loops, so it must not block. */
public interface KeyCheck {

    /** What every gateway key begins with; anything else in the place of a key is some other program's business. */
    String PREFIX = "c2l_";

    /** Who asks. */
    sealed interface Caller {

        /** Somebody without a gateway key. */
        record Anonymous() implements Caller {}

        /**
         * A known program.
         *
         * @param app its name
         * @param privacy how far its requests may travel at most
         */
        record Known(String app, Privacy privacy) implements Caller {}

        /** Somebody with a gateway key that is not, or no longer, one. */
        record Unknown() implements Caller {}
    }

    /** When a key is asked for, at present. */
    KeyNeed need();

    /**
     * Whose keys these are; an answer of {@link Caller.Known} counts as a use.
     *
     * @param keys what begins with {@link #PREFIX}; may be empty, and may be anything that a client sends
     */
    Caller caller(List<String> keys);

    /** There are no keys, and none is asked for. */
    KeyCheck NONE = new KeyCheck() {

        @Override
        public KeyNeed need() {
            return KeyNeed.NO;
        }

        @Override
        public Caller caller(List<String> keys) {
            return keys.isEmpty() ? new Caller.Anonymous() : new Caller.Unknown();
        }
    };
}
