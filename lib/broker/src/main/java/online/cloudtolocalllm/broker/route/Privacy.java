package online.cloudtolocalllm.broker.route;

import java.util.Optional;
import online.cloudtolocalllm.config.Reach;

/** How far a request may travel. */
public enum Privacy {
    /** Anywhere that is enabled. */
    ANY,
    /** Not beyond the private network. */
    LAN,
    /** Not off this computer. */
    LOCAL;

    /** The privacy of a request that may travel so far. */
    public static Privacy of(Reach limit) {
        return switch (limit) {
            case LOCAL -> LOCAL;
            case LAN -> LAN;
            case INTERNET -> ANY;
        };
    }

    /** The stricter of this and another. */
    public Privacy and(Privacy other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether so far is not too far. */
    boolean allows(Reach reach) {
        return switch (this) {
            case ANY -> true;
            case LAN -> reach != Reach.INTERNET;
            case LOCAL -> reach == Reach.LOCAL;
        };
    }

    /** The value of an {@code X-Privacy} header; empty if it is none. */
    public static Optional<Privacy> ofHeader(String value) {
        return switch (value) {
            case "local" -> Optional.of(LOCAL);
            case "lan" -> Optional.of(LAN);
            case "any" -> Optional.of(ANY);
            default -> Optional.empty();
        };
    }
}
