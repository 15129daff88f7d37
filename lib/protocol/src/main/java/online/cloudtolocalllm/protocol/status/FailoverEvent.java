package online.cloudtolocalllm.protocol.status;

import java.time.Instant;

/**
 * A request that one connection could not serve and another one did.
 *
 * @param at when
 * @param from who could not
 * @param to who did
 * @param why in words
 */
public record FailoverEvent(Instant at, ConnectionId from, ConnectionId to, String why) {}
