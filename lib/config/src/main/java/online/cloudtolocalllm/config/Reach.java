package online.cloudtolocalllm.config;

import java.util.Optional;

/** How far a request travels, the nearest first. */
public enum Reach {
    /** It stays on this computer. */
    LOCAL,
    /** It stays on the private network. */
    LAN,
    /** It goes out into the world. */
    INTERNET;

    /** How far a request may travel that is marked {@code local}, {@code lan} or {@code any}; empty for any other word. */
    public static Optional<Reach> ofPrivacy(String word) {
        return switch (word) {
            case "local" -> Optional.of(LOCAL);
            case "lan" -> Optional.of(LAN);
            case "any" -> Optional.of(INTERNET);
            default -> Optional.empty();
        };
    }

    /** How far a request travels to this connection: as its owner says, otherwise as its address tells. */
    public static Reach of(ConnectionSettings settings) {
        return settings.reach().orElseGet(() -> byAddress(settings));
    }

    /** How far a request travels to this connection, as its address tells. */
    public static Reach byAddress(ConnectionSettings settings) {
        if (settings.onThisComputer()) {
            return LOCAL;
        }
        return PrivateNetwork.contains(settings) ? LAN : INTERNET;
    }
}
