package online.cloudtolocalllm.broker.route;

import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.HealthState;

/**
 * Whether a connection has a model.
 *
 * @param has what is known of it
 * @param nameThere what the model is called there, if the request has to be changed to say so
 * @param alias whether only an alias in the settings makes it have the model
 */
record Offer(Has has, Optional<String> nameThere, boolean alias) {

    /** What is known. */
    enum Has {
        /** It has it, or was not asked yet for what it has. */
        YES,
        /** Its list is not known, or no model is asked for. */
        UNKNOWN,
        /** It lists its models, and this one is not among them. */
        NO
    }

    private static final Offer YES = new Offer(Has.YES, Optional.empty(), false);
    private static final Offer UNKNOWN = new Offer(Has.UNKNOWN, Optional.empty(), false);
    private static final Offer NO = new Offer(Has.NO, Optional.empty(), false);

    /** What a connection has to offer to a request. An alias counts before the list: its owner wrote it down. */
    static Offer of(RouteCandidate candidate, RouteRequest request) {
        if (request.model().isEmpty()) {
            return UNKNOWN;
        }
        String model = request.model().get();
        ConnectionSettings settings = candidate.settings();
        for (Map.Entry<String, String> alias : settings.aliases().entrySet()) {
            if (CanonicalName.same(alias.getKey(), model)) {
                return new Offer(Has.YES, Optional.of(alias.getValue()), true);
            }
        }
        ModelList models = candidate.models();
        if (!models.known()) {
            boolean expected = candidate.state() == HealthState.UNKNOWN
                    || candidate.state().serves();
            return request.early() && expected && request.kind() != PathKind.MANAGE ? YES : UNKNOWN;
        }
        Optional<String> listed = models.find(model);
        if (listed.isEmpty()) {
            return NO;
        }
        // Only Ollama itself knows that x is x:latest.
        return settings.kind() == ConnectionKind.OPENAI
                        && !listed.get().equals(model)
                        && request.body() == RouteRequest.Body.AT_HAND
                ? new Offer(Has.YES, listed, false)
                : YES;
    }

    /** Whether the connection's settings let it be asked for this model. */
    boolean allowed(ConnectionSettings settings, String model) {
        if (settings.models().isEmpty()) {
            return true;
        }
        for (String allowed : settings.models()) {
            if (CanonicalName.same(allowed, model)
                    || (nameThere.isPresent() && CanonicalName.same(allowed, nameThere.get()))) {
                return true;
            }
        }
        return false;
    }
}
