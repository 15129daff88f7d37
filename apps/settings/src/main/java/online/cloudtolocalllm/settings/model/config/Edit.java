package online.cloudtolocalllm.settings.model.config;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.config.ConnectionEntry;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * A change that a person makes.
 *
 * @param done what is so afterwards, as a sentence for the strip that offers to undo it: "gpu_box was removed."
 * @param field the field where it was made and where a refusal is shown; empty if it was none
 * @param changes what is asked for, all or none
 */
public record Edit(String done, Optional<FieldKey> field, List<ConfigChange> changes) {

    /** Copies the list. */
    public Edit {
        changes = List.copyOf(changes);
    }

    /**
     * A field gets another value. If it is another meanwhile than the person saw, nothing is changed.
     *
     * @param seen the value that the person saw; empty if the file had none
     * @param value the new one; empty to take the key out, so that its default counts
     */
    public static Edit field(FieldKey field, Optional<JsonValue> seen, Optional<JsonValue> value, String done) {
        return new Edit(done, Optional.of(field), changes(field, seen, value));
    }

    /** The changes of {@link #field}, to be made together with others. */
    public static List<ConfigChange> changes(FieldKey field, Optional<JsonValue> seen, Optional<JsonValue> value) {
        return List.of(ConfigChange.Expect.of(field.connection(), field.key(), seen), set(field, value));
    }

    /**
     * That nothing of a connection is another than the person saw, to stand before a change of the whole of it.
     *
     * @param config what the person saw
     */
    public static ConfigChange.Expect whole(Config config, String connection) {
        JsonObject seen = JsonObject.EMPTY;
        for (String key : ConnectionEntry.KEYS) {
            seen = seen.with(key, config.value(new FieldKey(connection, key)).orElse(JsonNull.NULL));
        }
        return new ConfigChange.Expect(connection, seen);
    }

    /** The change that gives a field this value, or takes it out. */
    static ConfigChange set(FieldKey field, Optional<JsonValue> value) {
        JsonObject set = value.map(given -> JsonObject.of(field.key(), given)).orElse(JsonObject.EMPTY);
        List<String> unset = value.isPresent() ? List.of() : List.of(field.key());
        return field.ofDaemon()
                ? new ConfigChange.SetDaemon(set, unset)
                : new ConfigChange.SetConnection(field.connection(), false, set, unset);
    }
}
