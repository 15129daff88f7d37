package online.cloudtolocalllm.cli.settings;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** Changes of settings in the form of {@code SET_CONFIG}, put together one by one. Not thread-safe. */
public final class Changes {

    private final List<JsonValue> list = new ArrayList<>();

    /** A new connection with these settings. */
    public Changes create(String name, JsonObject settings) {
        list.add(JsonObject.builder()
                .put("connection", name)
                .put("create", true)
                .put("set", settings)
                .build());
        return this;
    }

    /** Other settings of a connection. */
    public Changes set(String name, List<Assignment> assignments) {
        list.add(assigned(JsonObject.of("connection", name), assignments));
        return this;
    }

    /** One other setting of a connection. */
    public Changes set(String name, String key, Object value) {
        list.add(JsonObject.of("connection", name, "set", JsonObject.of(key, value)));
        return this;
    }

    /** A setting of a connection goes back to its default. */
    public Changes unset(String name, String key) {
        list.add(JsonObject.of("connection", name, "unset", JsonArray.of(List.of(key))));
        return this;
    }

    /** A connection is taken out. */
    public Changes remove(String name) {
        list.add(JsonObject.of("connection", name, "remove", true));
        return this;
    }

    /** Other settings of the daemon. */
    public Changes daemon(List<Assignment> assignments) {
        list.add(assigned(JsonObject.of("daemon", true), assignments));
        return this;
    }

    private static JsonObject assigned(JsonObject change, List<Assignment> assignments) {
        JsonObject set = JsonObject.EMPTY;
        List<JsonValue> unset = new ArrayList<>();
        for (Assignment assignment : assignments) {
            if (assignment.value().isPresent()) {
                set = set.with(assignment.key(), assignment.value().get());
            } else {
                unset.add(new JsonText(assignment.key()));
            }
        }
        return change.with("set", set).with("unset", JsonArray.of(unset));
    }

    /** Whether nothing changes. */
    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** The value of the field {@code changes}. */
    public JsonArray toJson() {
        return JsonArray.of(list);
    }
}
