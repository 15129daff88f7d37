package online.cloudtolocalllm.client.model;

import java.time.Duration;
import java.util.Set;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** The fields that requests to a model have in common. Pure. */
final class RequestFields {

    private RequestFields() {}

    /**
     * Checks further fields.
     *
     * @throws IllegalArgumentException if they hold one that the request itself sets
     */
    static void check(JsonObject fields, Set<String> own) {
        for (String name : own) {
            if (fields.has(name)) {
                throw new IllegalArgumentException("\"" + name + "\" is set by the request itself");
            }
        }
    }

    static JsonObject option(JsonObject fields, String name, Object value) {
        return fields.with("options", fields.object("options").with(name, value));
    }

    /** Ollama takes a negative number for "for ever", and otherwise seconds as a number or a text such as "5m". */
    static JsonValue keepAlive(Duration time) {
        return time.isNegative() ? new JsonNumber("-1") : new JsonText(time.toMillis() + "ms");
    }
}
