package online.cloudtolocalllm.broker.route;

import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.status.HealthState;

/**
 * A connection as routing sees it.
 *
 * @param settings as configured
 * @param state how it is doing
 * @param models what it lists
 */
public record RouteCandidate(ConnectionSettings settings, HealthState state, ModelList models) {

    /** A candidate whose list of models is not known. */
    public RouteCandidate(ConnectionSettings settings, HealthState state) {
        this(settings, state, ModelList.UNKNOWN);
    }
}
