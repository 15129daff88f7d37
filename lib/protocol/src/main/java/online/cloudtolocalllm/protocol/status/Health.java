package online.cloudtolocalllm.protocol.status;

import java.time.Instant;

/**
 * A connection's state.
 *
 * @param state the state
 * @param since when it began
 * @param reason one sentence or less for people, without a full stop; empty when all is well
 */
public record Health(HealthState state, Instant since, String reason) {

    /** What a reason begins with when no program has the address; the address follows. */
    public static final String NOTHING_LISTENS = "nothing listens on ";

    /** Whether it is down because no program has its address, so that starting one could help. */
    public boolean nothingListens() {
        return state == HealthState.DOWN && reason.startsWith(NOTHING_LISTENS);
    }
}
