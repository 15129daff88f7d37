package online.cloudtolocalllm.protocol.json;

import java.util.ArrayList;
import java.util.List;

/** A JSON array. */
public record JsonArray(List<JsonValue> items) implements JsonValue {

    /** Copies the items. */
    public JsonArray {
        items = List.copyOf(items);
    }

    /**
     * Converts each item by {@link JsonValue#of(Object)}.
     *
     * @throws IllegalArgumentException if an item has no JSON form
     */
    public static JsonArray of(Iterable<?> items) {
        List<JsonValue> values = new ArrayList<>();
        for (Object item : items) {
            values.add(JsonValue.of(item));
        }
        return new JsonArray(values);
    }

    /** The strings among the items, in order. */
    public List<String> texts() {
        return items.stream()
                .filter(JsonText.class::isInstance)
                .map(item -> ((JsonText) item).value())
                .toList();
    }

    /** The objects among the items, in order. */
    public List<JsonObject> objects() {
        return items.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }
}
