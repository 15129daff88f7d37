package online.cloudtolocalllm.daemon.gateway;

import java.time.Duration;

/**
 * What the gateway puts up with from its clients.
 *
 * @param head how long a request's head may take
 * @param bodySilence between two pieces of a request's body
 * @param idle how long a connection may wait for its next request
 * @param taking how long a client may take nothing of a whole answer
 * @param lookEvery how often these are checked
 * @param bodyBytes the largest body, except for blobs
 * @param connections at the same time
 */
public record GatewayLimits(
        Duration head,
        Duration bodySilence,
        Duration idle,
        Duration taking,
        Duration lookEvery,
        long bodyBytes,
        int connections) {

    /** What to tell a client whose body is larger than {@link #bodyBytes}. */
    String bodyTooLarge() {
        return "The body is larger than " + bodyBytes / (1024 * 1024) + " MiB. Send less at once.";
    }

    /** The limits that the product promises. */
    public static GatewayLimits standard() {
        return new GatewayLimits(
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                Duration.ofSeconds(75),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                256L * 1024 * 1024,
                4096);
    }
}
