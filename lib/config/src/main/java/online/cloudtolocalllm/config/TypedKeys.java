package online.cloudtolocalllm.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * Reads the keys of one object by their types. A key with {@code null} counts as left out, because the original program wrote
 * that for what it did not know. What is wrong is told by the key, never by its value.
 */
record TypedKeys(JsonObject json) {

    private static final int MOST_NAMES = 1_000;
    private static final int LONGEST_NAME = 512;

    private Optional<JsonValue> value(String key) {
        return json.get(key).filter(value -> value != JsonNull.NULL);
    }

    /** Whether the key says anything. */
    boolean has(String key) {
        return value(key).isPresent();
    }

    /** A text, if the key is there. */
    Optional<String> text(String key) throws InvalidSettingException {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonText(String text)) {
            return Optional.of(text);
        }
        throw new InvalidSettingException(key, "must be a text in quotes");
    }

    /** True, false, or what counts without the key. */
    boolean flag(String key, boolean otherwise) throws InvalidSettingException {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get() instanceof JsonFlag(boolean flag)) {
            return flag;
        }
        throw new InvalidSettingException(key, "must be true or false");
    }

    /** A whole number within limits, or what counts without the key. */
    int whole(String key, int otherwise, int least, int most) throws InvalidSettingException {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get() instanceof JsonNumber number
                && number.isInt()
                && number.asLong() >= least
                && number.asLong() <= most) {
            return (int) number.asLong();
        }
        throw new InvalidSettingException(key, "must be a whole number from " + least + " to " + most);
    }

    /** A time in seconds above 0, or what counts without the key. */
    Duration seconds(String key, Duration otherwise, Duration most) throws InvalidSettingException {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get() instanceof JsonNumber number
                && number.asDouble() >= 0.001
                && number.asDouble() <= most.toSeconds()) {
            return Duration.ofMillis((long) (number.asDouble() * 1000));
        }
        throw new InvalidSettingException(
                key, "must be a number of seconds above 0, at most " + most.toSeconds() + ", without quotes");
    }

    /** A list of names, none of them empty; empty without the key. */
    List<String> names(String key) throws InvalidSettingException {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof JsonArray(List<JsonValue> items)) || items.size() > MOST_NAMES) {
            throw new InvalidSettingException(key, "must be a list of at most 1000 names in square brackets");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof JsonText(String name)) || !isName(name)) {
                throw new InvalidSettingException(key, "entry " + (i + 1) + " must be a name in quotes, not empty");
            }
            names.add(name);
        }
        return names;
    }

    /** Names for names, none of them empty; empty without the key. */
    Map<String, String> nameMap(String key) throws InvalidSettingException {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return Map.of();
        }
        if (!(value.get() instanceof JsonObject(Map<String, JsonValue> fields)) || fields.size() > MOST_NAMES) {
            throw new InvalidSettingException(
                    key, "must be at most 1000 pairs in braces, such as {\"small\": \"llama3.2:3b\"}");
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
            if (!isName(field.getKey()) || !(field.getValue() instanceof JsonText(String name)) || !isName(name)) {
                throw new InvalidSettingException(key, "both sides of each pair must be names in quotes, not empty");
            }
            names.put(field.getKey(), name);
        }
        return names;
    }

    private static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_NAME
                && text.codePoints().noneMatch(Character::isISOControl);
    }
}
