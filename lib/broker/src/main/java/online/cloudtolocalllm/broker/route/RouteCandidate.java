package online.cloudtolocalllm.broker.route;

import online.cloudtolocalllm.broker.settings.ConnectionSettings;
import online.cloudtolocalllm.protocol.status.HealthState;

/**
 * A connection as routing sees it.
 *
 * @param settings as configured
 * @param state how it is doing
 */
public record RouteCandidate(ConnectionSettings settings, HealthState state) {}
