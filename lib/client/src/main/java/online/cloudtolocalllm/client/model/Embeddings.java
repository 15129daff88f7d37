package online.cloudtolocalllm.client.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * What texts mean, as vectors.
 *
 * @param model the model that made them
 * @param vectors one for each text, in the order of the texts
 * @param promptTokens how many tokens the model read; 0 if it did not say
 * @param served who answered
 */
public record Embeddings(String model, List<List<Double>> vectors, long promptTokens, Served served) {

    /** Copies the vectors. */
    public Embeddings {
        vectors = vectors.stream().map(List::copyOf).toList();
    }

    /** Reads the answer of {@code /api/embed}; empty if it is not as documented. */
    public static Optional<Embeddings> read(JsonObject answer, Served served) {
        if (!(answer.get("embeddings").orElse(null) instanceof JsonArray(List<JsonValue> items))) {
            return Optional.empty();
        }
        List<List<Double>> vectors = new ArrayList<>();
        for (JsonValue item : items) {
            if (!(item instanceof JsonArray(List<JsonValue> numbers))
                    || !numbers.stream().allMatch(JsonNumber.class::isInstance)) {
                return Optional.empty();
            }
            vectors.add(numbers.stream()
                    .map(number -> ((JsonNumber) number).asDouble())
                    .toList());
        }
        return Optional.of(new Embeddings(
                answer.text("model", ""),
                vectors,
                answer.integer("prompt_eval_count").orElse(0),
                served));
    }
}
