package online.cloudtolocalllm.broker.relay;

/**
 * Why nobody answered a request.
 *
 * @param status the HTTP status that says so
 * @param message for people: what happened with whom, and what to do
 * @param attempts how many connections were asked
 */
public record Refusal(int status, String message, int attempts) {}
