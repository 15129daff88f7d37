package online.cloudtolocalllm.client.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * A model that can be asked.
 *
 * @param name its name, with its tag, or an alias
 * @param size its size on the disk in bytes, if the upstream says
 * @param modified when it was changed last, if the upstream says
 * @param family such as {@code llama}; may be empty, as the next two
 * @param parameterSize such as {@code 8.0B}
 * @param quantization such as {@code Q4_K_M}
 * @param connections the names of the connections that list it, in the order in which they are asked; none for an alias
 * @param json its entry in the list
 */
public record Model(
        String name,
        OptionalLong size,
        Optional<Instant> modified,
        String family,
        String parameterSize,
        String quantization,
        List<String> connections,
        JsonObject json) {

    /** Copies the list. */
    public Model {
        connections = List.copyOf(connections);
    }

    /** Reads an entry of {@code /api/tags}. */
    public static Model read(JsonObject entry, List<String> connections) {
        JsonObject details = entry.object("details");
        return new Model(
                name(entry),
                entry.integer("size"),
                entry.text("modified_at").flatMap(Model::instant),
                details.text("family", ""),
                details.text("parameter_size", ""),
                details.text("quantization_level", ""),
                connections,
                entry);
    }

    /** The name in an entry of {@code /api/tags}; empty if it has none. */
    public static String name(JsonObject entry) {
        return entry.text("name").or(() -> entry.text("model")).orElse("");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
