package online.cloudtolocalllm.protocol.status;

import java.time.Duration;
import java.time.Instant;

/**
 * How long one probe took.
 *
 * @param at when it was answered
 * @param took how long that took
 */
public record Latency(Instant at, Duration took) {}
