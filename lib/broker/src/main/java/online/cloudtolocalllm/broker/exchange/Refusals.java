package online.cloudtolocalllm.broker.exchange;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The refusals that one request got: the first is held, the others are let go of. Lives on one event loop. */
final class Refusals {

    private @Nullable HeldAnswer first;
    private int mistakes;

    /** Takes a refusal over, if there is one. */
    void add(@Nullable HeldAnswer refused) {
        if (refused == null) {
            return;
        }
        if (refused.blamesTheRequest()) {
            mistakes++;
        }
        if (first == null) {
            first = refused;
        } else {
            refused.release();
        }
    }

    boolean isEmpty() {
        return first == null;
    }

    /** How many of them say, with a status that blames the server, that the request is wrong. */
    int mistakes() {
        return mistakes;
    }

    /** Hands the first one over. */
    Optional<HeldAnswer> take() {
        Optional<HeldAnswer> taken = Optional.ofNullable(first);
        first = null;
        return taken;
    }

    void release() {
        take().ifPresent(HeldAnswer::release);
    }
}
