package online.cloudtolocalllm.config.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** The settings as people may see them: the reply to {@code GET_CONFIG}, without any token. Pure. */
public final class SettingsShown {

    private SettingsShown() {}

    /**
     * The reply.
     *
     * @param connections the content of {@code connection_config.json}
     * @param daemon the content of {@code daemon_config.json}
     * @param problems what is wrong now
     * @param overrides keys of the daemon with the environment variable that comes before them
     */
    public static JsonObject of(
            Locations locations,
            JsonObject connections,
            JsonObject daemon,
            List<String> problems,
            Map<String, String> overrides) {
        Map<String, JsonValue> shown = new LinkedHashMap<>();
        connections
                .fields()
                .forEach((name, entry) ->
                        shown.put(name, entry instanceof JsonObject object ? ConfigEdit.shown(object) : entry));
        Map<String, JsonValue> variables = new LinkedHashMap<>();
        overrides.forEach((key, variable) -> variables.put(key, new JsonText(variable)));
        return JsonObject.builder()
                .put("file", locations.connectionConfig().toString())
                .put("connections", new JsonObject(shown))
                .put("daemon", daemon)
                .put("problems", problems)
                .put("overrides", new JsonObject(variables))
                .build();
    }
}
