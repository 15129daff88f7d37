package online.cloudtolocalllm.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** The keywords of JSON Schema 2020-12 that our schemas use; any other fails the test that meets it. */
record SchemaCheck(JsonObject root) {

    private static final Set<String> NOTES = Set.of("$schema", "$id", "$defs", "title", "description", "default");

    boolean accepts(JsonValue value) {
        return accepts(root, value);
    }

    private boolean accepts(JsonObject schema, JsonValue value) {
        return schema.fields().entrySet().stream()
                .allMatch(keyword -> accepts(schema, keyword.getKey(), keyword.getValue(), value));
    }

    private boolean accepts(JsonObject schema, String keyword, JsonValue rule, JsonValue value) {
        if (NOTES.contains(keyword)) {
            return true;
        }
        return switch (keyword) {
            case "$ref" -> accepts(referred(((JsonText) rule).value()), value);
            case "type" -> types(rule).stream().anyMatch(type -> isOf(type, value));
            case "enum" -> ((JsonArray) rule).items().contains(value);
            case "allOf" -> ((JsonArray) rule).objects().stream().allMatch(part -> accepts(part, value));
            case "not" -> !accepts((JsonObject) rule, value);
            case "pattern" ->
                !(value instanceof JsonText(String text))
                        || pattern(rule).matcher(text).find();
            case "minLength" -> !(value instanceof JsonText(String text)) || text.length() >= limit(rule);
            case "maxLength" -> !(value instanceof JsonText(String text)) || text.length() <= limit(rule);
            case "minimum" -> !(value instanceof JsonNumber number) || number.asDouble() >= limit(rule);
            case "maximum" -> !(value instanceof JsonNumber number) || number.asDouble() <= limit(rule);
            case "maxItems" -> !(value instanceof JsonArray(List<JsonValue> items)) || items.size() <= limit(rule);
            case "maxProperties" ->
                !(value instanceof JsonObject(Map<String, JsonValue> fields)) || fields.size() <= limit(rule);
            case "items" ->
                !(value instanceof JsonArray(List<JsonValue> items))
                        || items.stream().allMatch(item -> accepts((JsonObject) rule, item));
            case "required" ->
                !(value instanceof JsonObject object)
                        || ((JsonArray) rule).texts().stream().allMatch(object::has);
            case "properties" ->
                !(value instanceof JsonObject object)
                        || object.fields().keySet().stream()
                                .filter(((JsonObject) rule)::has)
                                .allMatch(key -> accepts(
                                        ((JsonObject) rule).object(key),
                                        object.get(key).orElseThrow()));
            case "additionalProperties" ->
                !(value instanceof JsonObject object)
                        || object.fields().keySet().stream()
                                .filter(key -> !schema.object("properties").has(key))
                                .allMatch(key -> accepts(
                                        (JsonObject) rule, object.get(key).orElseThrow()));
            case "propertyNames" ->
                !(value instanceof JsonObject object)
                        || object.fields().keySet().stream()
                                .allMatch(key -> accepts((JsonObject) rule, new JsonText(key)));
            default -> throw new AssertionError("the schema uses " + keyword + ", which this check does not know");
        };
    }

    private JsonObject referred(String ref) {
        if (!ref.startsWith("#/$defs/")) {
            throw new AssertionError("not a reference within the schema: " + ref);
        }
        return root.object("$defs").object(ref.substring("#/$defs/".length()));
    }

    private static List<String> types(JsonValue rule) {
        return rule instanceof JsonArray list ? list.texts() : List.of(((JsonText) rule).value());
    }

    private static double limit(JsonValue rule) {
        return ((JsonNumber) rule).asDouble();
    }

    /** An ECMA pattern; there {@code $} is the very end, in Java also the place before a last line feed. */
    private static Pattern pattern(JsonValue rule) {
        return Pattern.compile(((JsonText) rule).value().replace("$", "\\z"));
    }

    private static boolean isOf(String type, JsonValue value) {
        return switch (type) {
            case "object" -> value instanceof JsonObject;
            case "array" -> value instanceof JsonArray;
            case "string" -> value instanceof JsonText;
            case "boolean" -> value instanceof JsonFlag;
            case "null" -> value instanceof JsonNull;
            case "number" -> value instanceof JsonNumber;
            case "integer" -> value instanceof JsonNumber number && number.isInt();
            default -> throw new AssertionError("no type of JSON Schema: " + type);
        };
    }
}
