package online.cloudtolocalllm.broker.route;

import java.util.Optional;

/** How far a request may travel. */
public enum Privacy {
    /** Anywhere that is enabled. */
    ANY,
    /** Not beyond the private network. */
    LAN,
    /** Not off this computer. */
    LOCAL;

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
