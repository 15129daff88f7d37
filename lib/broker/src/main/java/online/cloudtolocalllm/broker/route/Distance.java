package online.cloudtolocalllm.broker.route;

import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.PrivateNetwork;
import online.cloudtolocalllm.config.Reach;

/** How far a request travels to a connection: what its owner says, otherwise what its address tells. Pure. */
final class Distance {

    private Distance() {}

    static boolean isAllowed(RouteCandidate candidate, RouteRequest request, Offer offer, Privacy privacy) {
        return privacy.allows(reach(candidate.settings()));
    }

    static boolean isAllowed(RouteCandidate candidate, String there, Privacy privacy) {
        return privacy.allows(reach(candidate.settings()));
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
