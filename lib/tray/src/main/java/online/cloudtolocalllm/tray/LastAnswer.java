package online.cloudtolocalllm.tray;

import java.time.Instant;
import java.util.OptionalDouble;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * The last answer of a model.
 *
 * @param at when it ended
 * @param by who gave it
 * @param model the model's name; empty if none was named
 * @param tokensPerSecond its speed, where that is known
 * @param end how it ended
 */
public record LastAnswer(Instant at, ConnectionId by, String model, OptionalDouble tokensPerSecond, End end) {

    /** How an answer ended. */
    public enum End {
        /** All of it was passed on. */
        WHOLE,
        /** The connection broke off. */
        BROKE_OFF,
        /** Who had asked went away. */
        STOPPED
    }
}
