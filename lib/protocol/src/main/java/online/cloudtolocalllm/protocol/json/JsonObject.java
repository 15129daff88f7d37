package online.cloudtolocalllm.protocol.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A JSON object that keeps the order of its fields. */
public record JsonObject(Map<String, JsonValue> fields) implements JsonValue {

    /** The object without fields. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    /** Copies the fields. */
    public JsonObject {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** An object with one field. */
    public static JsonObject of(String name, Object value) {
        return EMPTY.with(name, value);
    }

    /** An object with two fields. */
    public static JsonObject of(String name, Object value, String name2, Object value2) {
        return builder().put(name, value).put(name2, value2).build();
    }

    /** A builder for objects with more fields. */
    public static Builder builder() {
        return new Builder();
    }

    /** A copy in which the field has this value (converted by {@link JsonValue#of(Object)}). */
    public JsonObject with(String name, Object value) {
        Map<String, JsonValue> copy = new LinkedHashMap<>(fields);
        copy.put(name, JsonValue.of(value));
        return new JsonObject(copy);
    }

    /** A copy without the field. */
    public JsonObject without(String name) {
        Map<String, JsonValue> copy = new LinkedHashMap<>(fields);
        copy.remove(name);
        return new JsonObject(copy);
    }

    /** Whether the field is there, {@code null} included. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The field's value, if it is there. */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The field's string, if it is one. */
    public Optional<String> text(String name) {
        return fields.get(name) instanceof JsonText(String value) ? Optional.of(value) : Optional.empty();
    }

    /** The field's string, or the given one. */
    public String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /** The field's whole number, if it is a number. */
    public OptionalLong integer(String name) {
        return fields.get(name) instanceof JsonNumber number ? OptionalLong.of(number.asLong()) : OptionalLong.empty();
    }

    /** The field's number, if it is one. */
    public OptionalDouble number(String name) {
        return fields.get(name) instanceof JsonNumber number
                ? OptionalDouble.of(number.asDouble())
                : OptionalDouble.empty();
    }

    /** The field's truth value, or the given one if it has none. */
    public boolean flag(String name, boolean otherwise) {
        return fields.get(name) instanceof JsonFlag(boolean value) ? value : otherwise;
    }

    /** The field's object, or an empty one. */
    public JsonObject object(String name) {
        return fields.get(name) instanceof JsonObject object ? object : EMPTY;
    }

    /** The field's array, or an empty one. */
    public JsonArray array(String name) {
        return fields.get(name) instanceof JsonArray array ? array : JsonArray.of(java.util.List.of());
    }

    /** Collects fields in order. Not thread-safe. */
    public static final class Builder {
        private final Map<String, JsonValue> fields = new LinkedHashMap<>();

        private Builder() {}

        /** Sets a field, converted by {@link JsonValue#of(Object)}; a {@code null} leaves it out. */
        public Builder put(String name, @Nullable Object value) {
            if (value != null) {
                fields.put(name, JsonValue.of(value));
            }
            return this;
        }

        /** The object built so far. */
        public JsonObject build() {
            return new JsonObject(fields);
        }
    }
}
