package online.cloudtolocalllm.config.store;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.config.ConnectionEntry;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * What clients may see of the settings. People write secrets into the wrong place: a token where its reference belongs, a password
 * into a URL, a key of another program's making. So of what means nothing here only the name is shown, with null for its value.
 * Pure.
 */
public final class ShownSettings {

    private static final String TOKEN = "auth_token";
    private static final String REFERENCE = "auth_token_ref";

    private ShownSettings() {}

    /** Every connection, without tokens, and whether there is one. */
    public static JsonObject connections(JsonObject file) {
        Map<String, JsonValue> shown = new LinkedHashMap<>();
        file.fields()
                .forEach((name, entry) ->
                        shown.put(name, entry instanceof JsonObject object ? connection(object) : JsonNull.NULL));
        return new JsonObject(shown);
    }

    private static JsonObject connection(JsonObject entry) {
        Map<String, JsonValue> shown = new LinkedHashMap<>();
        entry.without(TOKEN).fields().forEach((key, value) -> shown.put(key, value(key, value)));
        boolean set =
                !entry.text(TOKEN, "").isBlank() || !entry.text(REFERENCE, "").isBlank();
        return new JsonObject(shown).with("auth_token_set", new JsonFlag(set));
    }

    /** What comes back of a connection that was taken out: the known keys that may be seen. */
    static JsonObject removed(JsonObject entry) {
        Map<String, JsonValue> shown = new LinkedHashMap<>();
        entry.without(TOKEN).fields().forEach((key, value) -> {
            JsonValue visible = value(key, value);
            if (visible != JsonNull.NULL) {
                shown.put(key, visible);
            }
        });
        return new JsonObject(shown);
    }

    private static JsonValue value(String key, JsonValue value) {
        boolean visible =
                switch (key) {
                    case REFERENCE -> value instanceof JsonText(String text) && isReference(text);
                    case "api_base_url" -> value instanceof JsonText(String text) && isUrl(text);
                    default -> ConnectionEntry.KEYS.contains(key);
                };
        return visible ? value : JsonNull.NULL;
    }

    private static boolean isReference(String text) {
        // Whose folder ~/ stands for makes no difference here.
        return text.isBlank() || TokenSource.parse(text, Path.of("/")).isPresent();
    }

    private static boolean isUrl(String text) {
        try {
            return !Origin.parse(text).toString().isEmpty();
        } catch (InvalidSettingException e) {
            return false;
        }
    }

    /** The daemon's settings. */
    public static JsonObject daemon(JsonObject file) {
        Map<String, JsonValue> shown = new LinkedHashMap<>();
        file.fields()
                .forEach((section, value) -> shown.put(
                        section, value instanceof JsonObject object ? section(section, object) : JsonNull.NULL));
        return new JsonObject(shown);
    }

    private static JsonObject section(String section, JsonObject values) {
        Map<String, JsonValue> shown = new LinkedHashMap<>();
        values.fields()
                .forEach((key, value) ->
                        shown.put(key, DaemonKey.ofDotted(section + "." + key).isPresent() ? value : JsonNull.NULL));
        return new JsonObject(shown);
    }

    /**
     * The reply to {@code GET_CONFIG}.
     *
     * @param connections the content of {@code connection_config.json}
     * @param daemon the content of {@code daemon_config.json}
     * @param problems what is wrong now
     * @param overrides keys of the daemon with the environment variable that comes before them
     * @param restartNeeded keys of the daemon that say something else than the running one goes by
     */
    public static JsonObject all(
            Locations locations,
            JsonObject connections,
            JsonObject daemon,
            List<String> problems,
            Map<String, String> overrides,
            List<String> restartNeeded) {
        Map<String, JsonValue> variables = new LinkedHashMap<>();
        overrides.forEach((key, variable) -> variables.put(key, new JsonText(variable)));
        return JsonObject.builder()
                .put("file", locations.connectionConfig().toString())
                .put("connections", connections(connections))
                .put("daemon", daemon(daemon))
                .put("problems", problems)
                .put("overrides", new JsonObject(variables))
                .put("restart_needed", restartNeeded)
                .build();
    }
}
