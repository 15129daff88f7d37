package online.cloudtolocalllm.settings.model.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.config.daemon.DaemonReading;
import online.cloudtolocalllm.config.daemon.DottedJson;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * What the settings files say, without any token.
 *
 * @param source who told it
 * @param connections {@code connection_config.json} as {@code GET_CONFIG} shows it
 * @param daemon {@code daemon_config.json} as {@code GET_CONFIG} shows it
 * @param overrides keys of the daemon with the environment variable that comes before them
 * @param problems what is wrong in the files, as sentences
 * @param restartNeeded the daemon's keys whose value waits for its restart
 */
public record Config(
        Source source,
        JsonObject connections,
        JsonObject daemon,
        Map<String, String> overrides,
        List<String> problems,
        List<String> restartNeeded) {

    /** Nothing is known yet. */
    public static final Config UNKNOWN =
            new Config(Source.NONE, JsonObject.EMPTY, JsonObject.EMPTY, Map.of(), List.of());

    /** Who told it. */
    public enum Source {
        /** Nobody yet. */
        NONE,
        /** The daemon. */
        DAEMON,
        /** The files, while no daemon runs. */
        FILES
    }

    /** Copies what it is given. */
    public Config {
        overrides = Map.copyOf(overrides);
        problems = List.copyOf(problems);
        restartNeeded = List.copyOf(restartNeeded);
    }

    /** Settings none of which waits for a restart. */
    public Config(
            Source source,
            JsonObject connections,
            JsonObject daemon,
            Map<String, String> overrides,
            List<String> problems) {
        this(source, connections, daemon, overrides, problems, List.of());
    }

    /** Reads a reply to {@code GET_CONFIG}. */
    public static Config read(Source source, JsonObject shown) {
        Map<String, String> overrides = new LinkedHashMap<>();
        shown.object("overrides").fields().forEach((key, variable) -> {
            if (variable instanceof JsonText(String name)) {
                overrides.put(key, name);
            }
        });
        return new Config(
                source,
                shown.object("connections"),
                shown.object("daemon"),
                overrides,
                shown.array("problems").texts(),
                shown.array("restart_needed").texts());
    }

    /** Whether anything is known. */
    public boolean known() {
        return source != Source.NONE;
    }

    /** The daemon's settings as it reads them, without its environment. */
    public DaemonConfig daemonConfig() {
        return DaemonReading.of(daemon, Map.of(), DaemonConfig.STANDARD).config();
    }

    /** The names of the connections, in the order of the file. */
    public List<String> names() {
        return List.copyOf(connections.fields().keySet());
    }

    /** The value of a key, if the file has one; {@code null} in a file counts as left out. */
    public Optional<JsonValue> value(FieldKey field) {
        Optional<JsonValue> value = field.ofDaemon()
                ? DaemonKey.ofDotted(field.key()).flatMap(key -> DottedJson.get(daemon, key))
                : connections.object(field.connection()).get(field.key());
        return value.filter(there -> there != JsonNull.NULL);
    }

    /** The environment variable that decides instead of the file. */
    public Optional<String> override(FieldKey field) {
        return field.ofDaemon() ? Optional.ofNullable(overrides.get(field.key())) : Optional.empty();
    }

    /** The same with other content. */
    public Config with(JsonObject nowConnections, JsonObject nowDaemon) {
        return new Config(source, nowConnections, nowDaemon, overrides, problems, restartNeeded);
    }
}
