package online.cloudtolocalllm.cli.chat;

import java.time.Duration;
import java.util.OptionalDouble;

/** How a question to the gateway ended. */
public sealed interface ChatOutcome {

    /**
     * The whole answer came, with its end marker.
     *
     * @param servedBy the connection that served, empty if the gateway did not say
     * @param attempts how many connections were asked
     * @param model the model that answered
     * @param reason why the model stopped: stop, length, …
     * @param tokensPerSecond the model's speed, if the upstream measured it
     * @param firstPiece from the request to the first piece of text
     * @param pieces in how many pieces the text came
     */
    record Answered(
            String servedBy,
            int attempts,
            String model,
            String reason,
            OptionalDouble tokensPerSecond,
            Duration firstPiece,
            int pieces)
            implements ChatOutcome {}

    /**
     * The gateway or the upstream said no before any text.
     *
     * @param status the HTTP status
     * @param message what it said
     */
    record Refused(int status, String message) implements ChatOutcome {}

    /**
     * The answer broke off: what was printed so far is not whole.
     *
     * @param servedBy the connection that had begun to serve, empty if unknown
     * @param why in words
     * @param characters how much text had come
     */
    record Broken(String servedBy, String why, int characters) implements ChatOutcome {}

    /**
     * The gateway does not answer; nothing was asked.
     *
     * @param why in words
     */
    record Unreachable(String why) implements ChatOutcome {}
}
