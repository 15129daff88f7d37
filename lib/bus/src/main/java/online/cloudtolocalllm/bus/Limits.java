package online.cloudtolocalllm.bus;

import java.time.Duration;

/**
 * How long a session waits.
 *
 * @param reaching for the bus, until it has said hello
 * @param calling for the reply to a call
 * @param asking for the reply to a question that nobody waits for
 */
record Limits(Duration reaching, Duration calling, Duration asking) {

    /** The same for everything. */
    static Limits all(Duration limit) {
        return new Limits(limit, limit, limit);
    }
}
