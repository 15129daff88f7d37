package online.cloudtolocalllm.protocol.status;

import java.time.Instant;

/**
 * A connection's state.
 *
 * @param state the state
 * @param since when it began
 * @param reason one sentence or less for people, without a full stop; empty when all is well
 */
public record Health(HealthState state, Instant since, String reason) {}
