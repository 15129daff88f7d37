package online.cloudtolocalllm.config;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/**
 * What older settings files need before they are read, in numbered steps. A file carries no version number, because the original
 * program takes every key at the top for a connection: each step sees by the content whether it has anything to do, and changes
 * nothing when it is done a second time. Pure.
 */
final class Migrations {

    /** Step N stands at index N - 1; none is ever removed or changed, so that a file of any age passes. */
    private static final List<UnaryOperator<JsonObject>> CONNECTIONS = List.of(Migrations::nameTypes);

    private Migrations() {}

    /** The content of {@code connection_config.json} as today's version would have written it. */
    static JsonObject connections(JsonObject json) {
        JsonObject migrated = json;
        for (UnaryOperator<JsonObject> step : CONNECTIONS) {
            migrated = step.apply(migrated);
        }
        return migrated;
    }

    /** Step 1: the first files told a connection's type by its name alone. */
    private static JsonObject nameTypes(JsonObject json) {
        JsonObject result = json;
        for (Map.Entry<String, JsonValue> entry : json.fields().entrySet()) {
            boolean isType = ConnectionKind.ofWireName(entry.getKey()).isPresent();
            if (isType
                    && entry.getValue() instanceof JsonObject settings
                    && settings.get("connection_type").orElse(JsonNull.NULL) == JsonNull.NULL) {
                result = result.with(entry.getKey(), settings.with("connection_type", new JsonText(entry.getKey())));
            }
        }
        return result;
    }
}
