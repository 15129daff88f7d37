package online.cloudtolocalllm.cli.chat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import online.cloudtolocalllm.protocol.ipc.Tried;

/** How a question to a model ended. */
public sealed interface ChatOutcome {

    /**
     * The whole answer came, with its end marker.
     *
     * @param servedBy the connection that served, empty if nobody said
     * @param attempts how many connections were asked
     * @param tried those that did not answer, where it was told
     * @param model the model that answered
     * @param reason why the model stopped: stop, length, …
     * @param tokensPerSecond the model's speed, if the upstream measured it
     * @param firstPiece from the request to the first piece of text
     * @param pieces in how many pieces the text came
     */
    record Answered(
            String servedBy,
            int attempts,
            List<Tried> tried,
            String model,
            String reason,
            OptionalDouble tokensPerSecond,
            Duration firstPiece,
            int pieces)
            implements ChatOutcome {

        /** Copies the list. */
        public Answered {
            tried = List.copyOf(tried);
        }
    }

    /**
     * The daemon or the upstream said no before any text.
     *
     * @param status the HTTP status; 0 if the daemon refused to ask anybody
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
     * The person who asked stopped it.
     *
     * @param characters how much text had come
     */
    record Stopped(int characters) implements ChatOutcome {}

    /**
     * The daemon does not answer; nothing was asked.
     *
     * @param why in words
     */
    record Unreachable(String why) implements ChatOutcome {}
}
