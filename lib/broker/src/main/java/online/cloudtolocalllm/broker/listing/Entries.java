package online.cloudtolocalllm.broker.listing;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * One model in the shape of each API. What a connection says of it is kept as it is; what clients cannot do without is added
 * where it is missing: the official command line cuts twelve characters off every digest and ends abruptly if there are none.
 * Pure.
 */
final class Entries {

    private static final String NO_DIGEST = "0".repeat(64);
    private static final int SHOWN_DIGEST = 12;
    private static final String LONG_AGO = "1970-01-01T00:00:00Z";

    private Entries() {}

    /** As in {@code /api/tags} and {@code /api/ps}. */
    static JsonObject ollama(String name, JsonObject said) {
        boolean complete = said.text("name", "").equals(name)
                && said.text("model", "").equals(name)
                && (said.has("expires_at") || isTime(said.text("modified_at", "")))
                && said.get("size").orElse(null) instanceof JsonNumber
                && said.text("digest", "").length() >= SHOWN_DIGEST
                && said.get("details").orElse(null) instanceof JsonObject;
        return complete ? said : completed(name, said);
    }

    private static JsonObject completed(String name, JsonObject said) {
        JsonObject.Builder entry = JsonObject.builder().put("name", name).put("model", name);
        said.fields().forEach((key, value) -> {
            if (!key.equals("name") && !key.equals("model")) {
                entry.put(key, value);
            }
        });
        if (!said.has("expires_at") && !isTime(said.text("modified_at", ""))) {
            entry.put("modified_at", LONG_AGO);
        }
        if (!(said.get("size").orElse(null) instanceof JsonNumber)) {
            entry.put("size", 0);
        }
        if (said.text("digest", "").length() < SHOWN_DIGEST) {
            entry.put("digest", NO_DIGEST);
        }
        if (!(said.get("details").orElse(null) instanceof JsonObject)) {
            entry.put("details", noDetails());
        }
        return entry.build();
    }

    private static JsonObject noDetails() {
        return JsonObject.builder()
                .put("parent_model", "")
                .put("format", "")
                .put("family", "")
                .put("families", List.of())
                .put("parameter_size", "")
                .put("quantization_level", "")
                .build();
    }

    /** As in {@code /v1/models}, from what either API says of it. */
    static JsonObject openAi(String name, JsonObject said) {
        if (said.has("id")) {
            JsonObject entry = said.with("id", name).with("object", "model");
            entry = entry.integer("created").isPresent() ? entry : entry.with("created", 0);
            return entry.text("owned_by").isPresent() ? entry : entry.with("owned_by", "");
        }
        return JsonObject.builder()
                .put("id", name)
                .put("object", "model")
                .put("created", created(said.text("modified_at", "")))
                .put("owned_by", owner(name))
                .build();
    }

    /** As Ollama says it: the name space of the model, {@code library} if it is in none. */
    private static String owner(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "library" : name.substring(name.lastIndexOf('/', slash - 1) + 1, slash);
    }

    private static long created(String time) {
        return isTime(time) ? Instant.parse(time).getEpochSecond() : 0;
    }

    private static boolean isTime(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
