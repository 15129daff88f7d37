package online.cloudtolocalllm.client.model;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * How far a download is.
 *
 * @param status what is done, in the upstream's words, such as {@code pulling manifest}; {@code success} is the last
 * @param digest the layer that this is about; empty if it is about none
 * @param completed bytes of that layer that are there
 * @param total bytes that it has
 * @param json the piece as the upstream sent it
 */
public record PullProgress(String status, String digest, OptionalLong completed, OptionalLong total, JsonObject json) {

    /** Reads a line of {@code /api/pull}. The upstream leaves {@code completed} out while it is 0. */
    public static PullProgress read(JsonObject line) {
        OptionalLong total = line.integer("total");
        OptionalLong completed = line.integer("completed");
        return new PullProgress(
                line.text("status", ""),
                line.text("digest", ""),
                completed.isEmpty() && total.isPresent() ? OptionalLong.of(0) : completed,
                total,
                line);
    }

    /** Whether the model is there. */
    public boolean done() {
        return status.equals("success");
    }

    /** The part of the layer that is there, from 0 to 1, if its size is known. */
    public OptionalDouble fraction() {
        return total.isPresent() && total.getAsLong() > 0
                ? OptionalDouble.of(Math.clamp((double) completed.orElse(0) / total.getAsLong(), 0, 1))
                : OptionalDouble.empty();
    }
}
