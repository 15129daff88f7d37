package online.cloudtolocalllm.broker.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * The models that a connection lists.
 *
 * @param known whether the list was ever read
 * @param entries what it says of each, by name, as in {@code /api/tags} or {@code /v1/models}
 */
public record ModelList(boolean known, Map<String, JsonObject> entries) {

    /** A list that nobody has read yet. */
    public static final ModelList UNKNOWN = new ModelList(false, Map.of());

    /** Copies the entries, whose order is kept. */
    public ModelList {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** A list with these names and nothing said of them. */
    public static ModelList of(String... names) {
        Map<String, JsonObject> entries = new LinkedHashMap<>();
        for (String name : names) {
            entries.put(name, JsonObject.of("name", name));
        }
        return new ModelList(true, entries);
    }

    /** What this list calls the model of a name, compared by {@link CanonicalName}; empty if it has none. */
    public Optional<String> find(String name) {
        if (entries.containsKey(name)) {
            return Optional.of(name);
        }
        for (String listed : entries.keySet()) {
            if (CanonicalName.same(listed, name)) {
                return Optional.of(listed);
            }
        }
        return Optional.empty();
    }

    /** The names, sorted. */
    public List<String> names() {
        List<String> names = new ArrayList<>(entries.keySet());
        names.sort(null);
        return names;
    }
}
