package online.cloudtolocalllm.cli.settings;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/**
 * One {@code KEY=VALUE} as typed.
 *
 * @param key the setting
 * @param value its new value; empty if it is to be taken out, as {@code KEY=} says
 */
public record Assignment(String key, Optional<JsonValue> value) {

    /** Reads it; empty if there is no key before an equals sign. A value that is not JSON is a text. */
    public static Optional<Assignment> parse(String typed) {
        int equals = typed.indexOf('=');
        if (equals < 1) {
            return Optional.empty();
        }
        String text = typed.substring(equals + 1);
        return Optional.of(
                new Assignment(typed.substring(0, equals).strip(), text.isEmpty() ? Optional.empty() : read(text)));
    }

    private static Optional<JsonValue> read(String text) {
        try {
            return Optional.of(Json.parse(text));
        } catch (MalformedJsonException plainText) {
            return Optional.of(new JsonText(text));
        }
    }

    /** The keys of those that give a value, with the values. */
    public static JsonObject set(List<Assignment> assignments) {
        JsonObject set = JsonObject.EMPTY;
        for (Assignment assignment : assignments) {
            if (assignment.value().isPresent()) {
                set = set.with(assignment.key(), assignment.value().get());
            }
        }
        return set;
    }

    /** The keys of those that take one out. */
    public static List<String> unset(List<Assignment> assignments) {
        return assignments.stream()
                .filter(assignment -> assignment.value().isEmpty())
                .map(Assignment::key)
                .toList();
    }
}
