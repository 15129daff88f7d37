package online.cloudtolocalllm.protocol.json;

/** One immutable JSON value (RFC 8259). Thread-safe. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonText, JsonNumber, JsonFlag, JsonNull, JsonRaw {

    /** The value as compact JSON text. */
    default String toJson() {
        return Json.write(this);
    }

    /**
     * Converts a plain Java value.
     *
     * @param value a {@code JsonValue}, {@code CharSequence}, {@code Number}, {@code Boolean}, or {@code Iterable} of these
     * @throws IllegalArgumentException if the value is of another type, or a number that is not finite
     */
    static JsonValue of(Object value) {
        return switch (value) {
            case JsonValue json -> json;
            case CharSequence text -> new JsonText(text.toString());
            case Number number -> new JsonNumber(number.toString());
            case Boolean flag -> new JsonFlag(flag);
            case Iterable<?> items -> JsonArray.of(items);
            default -> throw new IllegalArgumentException("no JSON form for " + value.getClass());
        };
    }
}
