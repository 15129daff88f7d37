package online.cloudtolocalllm.broker.exchange;

import java.util.Optional;
import online.cloudtolocalllm.broker.relay.Refusal;
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

    /** The first one in our own words, if too little of it came to pass it on; this one if none was held. */
    Refusal inOwnWords(Refusal otherwise) {
        return Optional.ofNullable(first)
                .flatMap(refused -> refused.inOwnWords(otherwise.attempts()))
                .orElse(otherwise);
    }

    /** Hands the first one over, if it can be passed on. */
    Optional<HeldAnswer> take() {
        if (first == null || first.inOwnWords(0).isPresent()) {
            return Optional.empty();
        }
        Optional<HeldAnswer> taken = Optional.of(first);
        first = null;
        return taken;
    }

    void release() {
        if (first != null) {
            first.release();
            first = null;
        }
    }
}
