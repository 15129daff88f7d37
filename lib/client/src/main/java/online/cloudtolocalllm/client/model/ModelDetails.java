package online.cloudtolocalllm.client.model;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * What is known of a model.
 *
 * @param family such as {@code llama}; may be empty, as the next five
 * @param parameterSize such as {@code 8.0B}
 * @param quantization such as {@code Q4_K_M}
 * @param parameters its usual options, one a line
 * @param template how a conversation is written for it
 * @param license its licence
 * @param capabilities what it can do, such as {@code completion}, {@code tools}, {@code vision}, {@code thinking}
 * @param contextLength how many tokens it can read at most, if the upstream says
 * @param served who answered
 * @param json the whole answer
 */
public record ModelDetails(
        String family,
        String parameterSize,
        String quantization,
        String parameters,
        String template,
        String license,
        List<String> capabilities,
        OptionalLong contextLength,
        Served served,
        JsonObject json) {

    /** Copies the list. */
    public ModelDetails {
        capabilities = List.copyOf(capabilities);
    }

    /** Reads the answer of {@code /api/show}. */
    public static ModelDetails read(JsonObject answer, Served served) {
        JsonObject details = answer.object("details");
        return new ModelDetails(
                details.text("family", ""),
                details.text("parameter_size", ""),
                details.text("quantization_level", ""),
                answer.text("parameters", ""),
                answer.text("template", ""),
                answer.text("license", ""),
                answer.array("capabilities").texts(),
                contextLength(answer.object("model_info")),
                served,
                answer);
    }

    /** The key begins with the model's architecture, as in {@code llama.context_length}. */
    private static OptionalLong contextLength(JsonObject facts) {
        for (Map.Entry<String, JsonValue> fact : facts.fields().entrySet()) {
            if (fact.getKey().endsWith(".context_length") && fact.getValue() instanceof JsonNumber number) {
                return OptionalLong.of(number.asLong());
            }
        }
        return OptionalLong.empty();
    }
}
