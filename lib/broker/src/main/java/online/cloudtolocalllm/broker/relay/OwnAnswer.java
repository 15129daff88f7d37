package online.cloudtolocalllm.broker.relay;

/**
 * An answer that the broker makes itself, whole.
 *
 * @param status the HTTP status
 * @param contentType the value of its Content-Type field
 * @param body the whole of it
 */
public record OwnAnswer(int status, String contentType, String body) {}
