package online.cloudtolocalllm.client.model;

import java.time.Duration;
import java.util.OptionalDouble;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * How a model ended its answer. Times are zero and counts 0 where the upstream did not measure them.
 *
 * @param reason {@code stop}, {@code length}, {@code load} or {@code unload}; empty if it did not say
 * @param total from the request to the end, at the upstream
 * @param load to bring the model into memory
 * @param promptTokens how many tokens it read
 * @param prompt to read them
 * @param tokens how many tokens it wrote
 * @param writing to write them
 */
public record Finish(
        String reason,
        Duration total,
        Duration load,
        long promptTokens,
        Duration prompt,
        long tokens,
        Duration writing) {

    /** Reads the last piece of an answer. */
    public static Finish read(JsonObject last) {
        return new Finish(
                last.text("done_reason", ""),
                nanos(last, "total_duration"),
                nanos(last, "load_duration"),
                last.integer("prompt_eval_count").orElse(0),
                nanos(last, "prompt_eval_duration"),
                last.integer("eval_count").orElse(0),
                nanos(last, "eval_duration"));
    }

    /** How many tokens the model wrote in a second, if the upstream measured it. */
    public OptionalDouble tokensPerSecond() {
        return tokens > 0 && writing.isPositive()
                ? OptionalDouble.of(tokens * 1e9 / writing.toNanos())
                : OptionalDouble.empty();
    }

    private static Duration nanos(JsonObject json, String field) {
        return Duration.ofNanos(Math.max(0, json.integer(field).orElse(0)));
    }
}
