package online.cloudtolocalllm.config.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** One change of the settings, as the command {@code SET_CONFIG} carries it. */
public sealed interface ConfigChange {

    /** The most changes that are made at once. */
    int MOST = 100;

    /** What a change says of what it changes; an expectation does not change. */
    List<String> CHANGING = List.of("create", "remove", "set", "unset");

    /** What is said of a change that does not say what it is about. */
    String WHOSE = "a change needs the name of a \"connection\", or \"daemon\": true";

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

    /**
     * Changes nothing, and has all of the changes refused where a key is another than was seen: somebody was quicker. Looked at
     * where it stands in the list, as {@code GET_CONFIG} would show it there: whoever guesses at what is not shown learns nothing.
     *
     * @param connection whose keys; empty for the daemon's, dotted
     * @param seen keys with their values; {@code null} for a key that was not there
     */
    record Expect(String connection, JsonObject seen) implements ConfigChange {

        /**
         * One key.
         *
         * @param connection whose; empty for the daemon's
         * @param seen its value; empty if it was not there
         */
        public static Expect of(String connection, String key, Optional<JsonValue> seen) {
            return new Expect(connection, JsonObject.of(key, seen.orElse(JsonNull.NULL)));
        }

        @Override
        public JsonObject json() {
            return connection.isEmpty()
                    ? JsonObject.of("daemon", true, "expect", seen)
                    : JsonObject.of("connection", connection, "expect", seen);
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
        if (json.has("expect")) {
            return expect(json);
        }
        JsonObject set = object(json);
        List<String> unset = unset(json);
        if (isOfDaemon(json)) {
            return new SetDaemon(set, unset);
        }
        String name = json.text("connection").orElseThrow(() -> new InvalidSettingException(WHOSE));
        if (json.get("remove").filter(new JsonFlag(true)::equals).isPresent()) {
            return new RemoveConnection(name);
        }
        if (set.has("auth_token")) {
            throw new InvalidSettingException(
                    "auth_token", "is given by UPDATE_AUTH_TOKEN, or by \"cloudtolocalllm token set\"");
        }
        return new SetConnection(name, json.flag("create", false), set, unset);
    }

    private static Expect expect(JsonObject json) throws InvalidSettingException {
        if (!(json.get("expect").orElse(JsonNull.NULL) instanceof JsonObject seen)) {
            throw new InvalidSettingException("\"expect\" must be an object of keys and values");
        }
        if (CHANGING.stream().anyMatch(json::has)) {
            throw new InvalidSettingException("\"expect\" stands alone: the change is the next one of the list");
        }
        boolean ofDaemon = isOfDaemon(json);
        String name = json.text("connection", "");
        if (ofDaemon == !name.isEmpty()) {
            throw new InvalidSettingException(WHOSE);
        }
        return new Expect(name, seen);
    }

    private static boolean isOfDaemon(JsonObject json) {
        return json.get("daemon").filter(new JsonFlag(true)::equals).isPresent() && !json.has("connection");
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
