package online.cloudtolocalllm.config.store;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** One change of the settings, as the command {@code SET_CONFIG} carries it. */
public sealed interface ConfigChange {

    /** The most changes that are made at once. */
    int MOST = 100;

    /**
     * Keys of a connection.
     *
     * @param connection its name
     * @param create whether it is a new one; otherwise it must be there
     * @param set keys with their new values
     * @param unset keys to take out
     */
    record SetConnection(String connection, boolean create, JsonObject set, List<String> unset)
            implements ConfigChange {

        /** Copies the list. */
        public SetConnection {
            unset = List.copyOf(unset);
        }

        @Override
        public JsonObject json() {
            JsonObject.Builder json = JsonObject.builder().put("connection", connection);
            return (create ? json.put("create", true) : json)
                    .put("set", set)
                    .put("unset", unset)
                    .build();
        }
    }

    /**
     * A connection is taken out.
     *
     * @param connection its name
     */
    record RemoveConnection(String connection) implements ConfigChange {

        @Override
        public JsonObject json() {
            return JsonObject.of("connection", connection, "remove", true);
        }
    }

    /**
     * Settings of the daemon.
     *
     * @param set dotted keys with their new values
     * @param unset dotted keys to take out
     */
    record SetDaemon(JsonObject set, List<String> unset) implements ConfigChange {

        /** Copies the list. */
        public SetDaemon {
            unset = List.copyOf(unset);
        }

        @Override
        public JsonObject json() {
            return JsonObject.builder()
                    .put("daemon", true)
                    .put("set", set)
                    .put("unset", unset)
                    .build();
        }
    }

    /** The change in its wire form. */
    JsonObject json();

    /**
     * Reads the field {@code changes} of a message.
     *
     * @throws InvalidSettingException if it is not a list of changes
     */
    static List<ConfigChange> readAll(JsonObject message) throws InvalidSettingException {
        List<JsonValue> items = message.array("changes").items();
        if (items.isEmpty() || items.size() > MOST) {
            throw new InvalidSettingException("\"changes\" must be a list of 1 to " + MOST + " changes");
        }
        List<ConfigChange> changes = new ArrayList<>();
        for (JsonValue item : items) {
            changes.add(read(item));
        }
        return changes;
    }

    private static ConfigChange read(JsonValue item) throws InvalidSettingException {
        if (!(item instanceof JsonObject json)) {
            throw new InvalidSettingException("each of the \"changes\" must be an object");
        }
        JsonObject set = object(json);
        List<String> unset = unset(json);
        if (json.get("daemon").filter(new JsonFlag(true)::equals).isPresent() && !json.has("connection")) {
            return new SetDaemon(set, unset);
        }
        String name = json.text("connection")
                .orElseThrow(() -> new InvalidSettingException(
                        "a change needs the name of a \"connection\", or \"daemon\": true"));
        if (json.get("remove").filter(new JsonFlag(true)::equals).isPresent()) {
            return new RemoveConnection(name);
        }
        if (set.has("auth_token")) {
            throw new InvalidSettingException(
                    "auth_token", "is given by UPDATE_AUTH_TOKEN, or by \"cloudtolocalllm token set\"");
        }
        return new SetConnection(name, json.flag("create", false), set, unset);
    }

    private static JsonObject object(JsonObject json) throws InvalidSettingException {
        if (!(json.get("set").orElse(JsonObject.EMPTY) instanceof JsonObject set)) {
            throw new InvalidSettingException("\"set\" must be an object of keys and values");
        }
        return set;
    }

    private static List<String> unset(JsonObject json) throws InvalidSettingException {
        if (json.get("unset").orElse(JsonArray.of(List.of())) instanceof JsonArray(List<JsonValue> keys)
                && keys.stream().allMatch(JsonText.class::isInstance)) {
            return json.array("unset").texts();
        }
        throw new InvalidSettingException("\"unset\" must be a list of keys");
    }
}
