package online.cloudtolocalllm.chat.model.talk;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a conversation asks, and how.
 *
 * @param model the model; empty for whichever is best when the first question is asked
 * @param system instructions to the model; empty for none
 * @param temperature how freely it chooses words, 0 to 2, if it is not the model's own
 * @param contextTokens how many tokens it reads, if it is not the model's own
 * @param keepAlive how long it stays in memory afterwards as Ollama writes it, such as {@code 10m}; empty for the server's own time
 * @param format {@code json}, or a JSON Schema; empty for text
 */
public record Profile(
        String model,
        String system,
        OptionalDouble temperature,
        OptionalInt contextTokens,
        String keepAlive,
        String format) {

    /** Everything as the model and the server have it. */
    public static final Profile PLAIN = new Profile("", "", OptionalDouble.empty(), OptionalInt.empty(), "", "");

    /** A copy that asks this model. */
    public Profile withModel(String other) {
        return new Profile(other, system, temperature, contextTokens, keepAlive, format);
    }
}
