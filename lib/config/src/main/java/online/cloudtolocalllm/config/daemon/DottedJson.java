package online.cloudtolocalllm.config.daemon;

import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** Single keys of a document with sections, by section and key. Pure. */
public final class DottedJson {

    private DottedJson() {}

    /** The key's value, if it is there. */
    public static Optional<JsonValue> get(JsonObject json, DaemonKey key) {
        return json.object(key.section()).get(key.field());
    }

    /** A copy in which the key has this value; a section that is no object gives way. */
    public static JsonObject with(JsonObject json, DaemonKey key, JsonValue value) {
        return json.with(key.section(), json.object(key.section()).with(key.field(), value));
    }

    /** A copy without the key; a section that is then empty goes too. */
    public static JsonObject without(JsonObject json, DaemonKey key) {
        if (!json.object(key.section()).has(key.field())) {
            return json;
        }
        JsonObject section = json.object(key.section()).without(key.field());
        return section.fields().isEmpty() ? json.without(key.section()) : json.with(key.section(), section);
    }
}
