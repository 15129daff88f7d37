package online.cloudtolocalllm.broker.route;

import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.PrivateNetwork;
import online.cloudtolocalllm.config.Reach;

/** How far a request travels to a connection: what its owner says, otherwise what its address tells. Pure. */
final class Distance {

    private Distance() {}

    static boolean isAllowed(ConnectionSettings settings, Privacy privacy) {
        return switch (privacy) {
            case ANY -> true;
            case LAN -> reach(settings) != Reach.INTERNET;
            case LOCAL -> reach(settings) == Reach.LOCAL;
        };
    }

    private static Reach reach(ConnectionSettings settings) {
        if (settings.reach().isPresent()) {
            return settings.reach().get();
        }
        if (settings.onThisComputer()) {
            return Reach.LOCAL;
        }
        return PrivateNetwork.contains(settings) ? Reach.LAN : Reach.INTERNET;
    }
}
