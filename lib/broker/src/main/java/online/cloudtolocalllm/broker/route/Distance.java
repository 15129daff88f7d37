package online.cloudtolocalllm.broker.route;

import online.cloudtolocalllm.broker.model.HostedModels;
import online.cloudtolocalllm.config.Reach;

/**
 * How far a request travels to a connection: what its owner says, otherwise what its address tells. For a model that an Ollama
 * has hosted at ollama.com neither counts: whoever is asked passes it on. Pure.
 */
final class Distance {

    private Distance() {}

    static boolean isAllowed(RouteCandidate candidate, RouteRequest request, Offer offer, Privacy privacy) {
        if (request.model().isPresent()) {
            return isAllowed(candidate, offer.nameThere().orElse(request.model().get()), privacy);
        }
        // Whoever hides its model may mean one that is hosted elsewhere.
        boolean passedOn = request.hidesModel() && HostedModels.anyHosted(candidate.models());
        return privacy.allows(passedOn ? Reach.INTERNET : Reach.of(candidate.settings()));
    }

    static boolean isAllowed(RouteCandidate candidate, String there, Privacy privacy) {
        return privacy.allows(
                HostedModels.isHosted(candidate.models(), there) ? Reach.INTERNET : Reach.of(candidate.settings()));
    }
}
