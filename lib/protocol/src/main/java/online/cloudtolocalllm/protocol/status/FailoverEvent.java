package online.cloudtolocalllm.protocol.status;

import java.time.Instant;

/**
 * A request that one connection could not serve and another one did.
 *
 * @param at when
 * @param from who could not
 * @param to who did
 * @param why in words
 * @param model the model that was asked for; empty if none was named
 */
public record FailoverEvent(Instant at, ConnectionId from, ConnectionId to, String why, String model) {

    /** One of a request that named no model. */
    public FailoverEvent(Instant at, ConnectionId from, ConnectionId to, String why) {
        this(at, from, to, why, "");
    }
}
