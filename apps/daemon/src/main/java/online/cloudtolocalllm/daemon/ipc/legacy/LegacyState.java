package online.cloudtolocalllm.daemon.ipc.legacy;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether old clients are let in.
 *
 * @param on whether they are
 * @param until when that ends; empty when it is off, or does not end by itself
 * @param always whether the settings say so, over restarts
 */
public record LegacyState(boolean on, Optional<Instant> until, boolean always) {

    /** Stands for an end that never comes, where one moment has to say everything. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** They are not, which is the standard. */
    public static final LegacyState OFF = new LegacyState(false, Optional.empty(), false);

    /** Until when they are, as one moment: far away if it does not end by itself; empty when it is off. */
    public Optional<Instant> shownUntil() {
        return always ? Optional.of(NEVER) : until;
    }
}
