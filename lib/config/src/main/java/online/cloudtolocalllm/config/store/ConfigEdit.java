package online.cloudtolocalllm.config.store;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.ConnectionEntry;
import online.cloudtolocalllm.config.ConnectionsReading;
import online.cloudtolocalllm.config.InvalidSetting;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.config.daemon.DaemonReading;
import online.cloudtolocalllm.config.daemon.DottedJson;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * Changes of the settings, all or none. What is changed must be right afterwards, and nothing that was right may be wrong; what
 * was wrong before and is not touched is no reason to refuse. Keys that nobody knows stay, but are not set by a change. Pure.
 */
public final class ConfigEdit {

    private final ConnectionDefaults defaults;
    private final Set<String> touched = new HashSet<>();
    private final Set<String> touchedKeys = new HashSet<>();
    private final Map<String, JsonObject> removed = new LinkedHashMap<>();
    private JsonObject connections;
    private JsonObject daemon;

    private ConfigEdit(JsonObject connections, JsonObject daemon, ConnectionDefaults defaults) {
        this.connections = connections;
        this.daemon = daemon;
        this.defaults = defaults;
    }

    /** What came of a list of changes. */
    public sealed interface Outcome {

        /**
         * The new contents of both files.
         *
         * @param connections of {@code connection_config.json}
         * @param daemon of {@code daemon_config.json}
         * @param removed connections that were taken out, with what they said except tokens
         */
        record Edited(JsonObject connections, JsonObject daemon, Map<String, JsonObject> removed) implements Outcome {}

        /**
         * Nothing is changed.
         *
         * @param why the first thing that would be wrong
         */
        record Refused(InvalidSetting why) implements Outcome {}
    }

    /**
     * Makes the changes.
     *
     * @param connections the content of {@code connection_config.json}
     * @param daemon the content of {@code daemon_config.json}, empty if there is none
     */
    public static Outcome apply(
            JsonObject connections, JsonObject daemon, List<ConfigChange> changes, ConnectionDefaults defaults) {
        ConfigEdit edit = new ConfigEdit(connections, daemon, defaults);
        for (ConfigChange change : changes) {
            Optional<InvalidSetting> wrong =
                    switch (change) {
                        case ConfigChange.SetConnection set -> edit.set(set);
                        case ConfigChange.RemoveConnection(String name) -> edit.remove(name);
                        case ConfigChange.SetDaemon set -> edit.set(set);
                        case ConfigChange.Expect expected -> edit.overtaken(expected);
                    };
            if (wrong.isPresent()) {
                return new Outcome.Refused(wrong.get());
            }
        }
        return edit.firstProblem(connections, daemon)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Edited(edit.connections, edit.daemon, edit.removed));
    }

    private Optional<InvalidSetting> set(ConfigChange.SetConnection change) {
        String name = change.connection();
        boolean known = connections.has(name);
        if (known && change.create()) {
            return wrong(name, "", "there is a connection of this name already");
        }
        if (!known && !change.create()) {
            return wrong(name, "", "there is no connection of this name");
        }
        JsonObject entry = connections.object(name);
        for (Map.Entry<String, JsonValue> field : change.set().fields().entrySet()) {
            if (!ConnectionEntry.KEYS.contains(field.getKey())) {
                return wrong(name, field.getKey(), "is no key; there are " + String.join(", ", ConnectionEntry.KEYS));
            }
            entry = field.getValue() == JsonNull.NULL
                    ? entry.without(field.getKey())
                    : entry.with(field.getKey(), field.getValue());
        }
        for (String key : change.unset()) {
            entry = entry.without(key);
        }
        connections = connections.with(name, entry);
        touched.add(name);
        return Optional.empty();
    }

    private Optional<InvalidSetting> remove(String name) {
        if (!connections.has(name)) {
            return wrong(name, "", "there is no connection of this name");
        }
        removed.put(name, ShownSettings.removed(connections.object(name)));
        connections = connections.without(name);
        return Optional.empty();
    }

    private Optional<InvalidSetting> set(ConfigChange.SetDaemon change) {
        for (Map.Entry<String, JsonValue> field : change.set().fields().entrySet()) {
            Optional<DaemonKey> key = DaemonKey.ofDotted(field.getKey());
            if (key.isEmpty()) {
                return wrong("", field.getKey(), "is no key of daemon_config.json");
            }
            daemon = field.getValue() == JsonNull.NULL
                    ? DottedJson.without(daemon, key.get())
                    : DottedJson.with(daemon, key.get(), field.getValue());
            touchedKeys.add(field.getKey());
        }
        for (String name : change.unset()) {
            Optional<DaemonKey> key = DaemonKey.ofDotted(name);
            if (key.isEmpty()) {
                return wrong("", name, "is no key of daemon_config.json");
            }
            daemon = DottedJson.without(daemon, key.get());
        }
        return Optional.empty();
    }

    /** Compared as {@code GET_CONFIG} shows it: a value that is not shown cannot have been seen. */
    private Optional<InvalidSetting> overtaken(ConfigChange.Expect expected) {
        boolean ofDaemon = expected.connection().isEmpty();
        if (ofDaemon) {
            for (String key : expected.seen().fields().keySet()) {
                if (DaemonKey.ofDotted(key).isEmpty()) {
                    return wrong("", key, "is no key of daemon_config.json");
                }
            }
        }
        JsonObject shown = ofDaemon
                ? ShownSettings.daemon(daemon)
                : ShownSettings.connections(connections).object(expected.connection());
        return expected.seen().fields().entrySet().stream()
                .filter(seen -> {
                    Optional<JsonValue> now = ofDaemon
                            ? DaemonKey.ofDotted(seen.getKey()).flatMap(key -> DottedJson.get(shown, key))
                            : shown.get(seen.getKey());
                    return !now.orElse(JsonNull.NULL).equals(seen.getValue());
                })
                .findFirst()
                .map(seen -> InvalidSetting.overtaken(expected.connection(), seen.getKey()));
    }

    private Optional<InvalidSetting> firstProblem(JsonObject connectionsBefore, JsonObject daemonBefore) {
        Set<InvalidSetting> before =
                Set.copyOf(ConnectionsReading.of(connectionsBefore, defaults).problems());
        Optional<InvalidSetting> wrongConnection = ConnectionsReading.of(connections, defaults).problems().stream()
                .filter(problem -> touched.contains(problem.connection()) || !before.contains(problem))
                .findFirst();
        if (wrongConnection.isPresent()) {
            return wrongConnection;
        }
        List<DaemonReading.Problem> daemonProblems = problems(daemonBefore);
        return problems(daemon).stream()
                .filter(problem -> !daemonProblems.contains(problem)
                        || touchedKeys.stream().anyMatch(problem.key()::startsWith))
                .map(DaemonReading.Problem::setting)
                .findFirst();
    }

    private static List<DaemonReading.Problem> problems(JsonObject daemon) {
        return DaemonReading.of(daemon, Map.of(), DaemonConfig.STANDARD).problems();
    }

    private static Optional<InvalidSetting> wrong(String connection, String key, String reason) {
        return Optional.of(new InvalidSetting(connection, key, reason));
    }
}
