package online.cloudtolocalllm.broker.relay;

import java.util.Optional;

/**
 * Why nobody answered a request.
 *
 * @param status the HTTP status that says so
 * @param message for people: what happened with whom, and what to do
 * @param attempts how many connections were asked
 * @param retryAfter when to ask again, as an upstream said it in {@code Retry-After}
 */
public record Refusal(int status, String message, int attempts, Optional<String> retryAfter) {

    /** A refusal of which no upstream said when to ask again. */
    public Refusal(int status, String message, int attempts) {
        this(status, message, attempts, Optional.empty());
    }
}
