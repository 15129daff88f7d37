package online.cloudtolocalllm.tray.notify;

import java.util.Optional;
import online.cloudtolocalllm.protocol.status.HealthState;

/** How a connection is, as far as that is news. */
public enum Condition {
    /** It serves. */
    UP,
    /** It does not answer. */
    DOWN,
    /** It refuses the token, or has none. */
    SIGN_IN;

    /**
     * What a state means.
     *
     * @param before what counted until now: a connection that is being tried, or was asked too much, is what it was
     */
    static Optional<Condition> of(HealthState state, Optional<Condition> before) {
        return switch (state) {
            case UP, SLOW -> Optional.of(UP);
            case DOWN -> Optional.of(DOWN);
            case SIGN_IN_NEEDED -> Optional.of(SIGN_IN);
            case RATE_LIMITED -> Optional.of(before.orElse(UP));
            case UNKNOWN, CONNECTING -> before;
        };
    }
}
