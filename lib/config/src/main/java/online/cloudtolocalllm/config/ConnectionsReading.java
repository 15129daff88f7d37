package online.cloudtolocalllm.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * What the content of {@code connection_config.json} says. Pure.
 *
 * @param json the content, migrated
 * @param connections the usable connections, in order
 * @param unusable what is wrong with the others
 * @param remarks what does not count in connections that are usable
 */
public record ConnectionsReading(
        JsonObject json,
        List<ConnectionSettings> connections,
        List<InvalidSetting> unusable,
        List<InvalidSetting> remarks) {

    /** Copies the lists. */
    public ConnectionsReading {
        connections = List.copyOf(connections);
        unusable = List.copyOf(unusable);
        remarks = List.copyOf(remarks);
    }

    /** Reads every connection; what is wrong with one does not concern the others. */
    public static ConnectionsReading of(JsonObject content, ConnectionDefaults defaults) {
        JsonObject json = Migrations.connections(content);
        List<ConnectionSettings> connections = new ArrayList<>();
        List<InvalidSetting> unusable = new ArrayList<>();
        List<InvalidSetting> remarks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        String preferred = "";
        for (Map.Entry<String, JsonValue> entry : json.fields().entrySet()) {
            String name = entry.getKey();
            try {
                ConnectionSettings settings = read(name, entry.getValue(), names, defaults);
                if (settings.preferred() && !preferred.isEmpty()) {
                    remarks.add(
                            new InvalidSetting(name, "preferred", "only one is, and " + preferred + " comes first"));
                    settings = settings.withPreferred(false);
                } else if (settings.preferred()) {
                    preferred = name;
                }
                connections.add(settings);
            } catch (InvalidSettingException e) {
                unusable.add(new InvalidSetting(name, e.key(), e.reason()));
            }
        }
        return new ConnectionsReading(json, connections, unusable, remarks);
    }

    private static ConnectionSettings read(String name, JsonValue value, Set<String> names, ConnectionDefaults defaults)
            throws InvalidSettingException {
        if (!(value instanceof JsonObject entry)) {
            throw new InvalidSettingException("must be an object in braces");
        }
        ConnectionSettings settings = ConnectionEntry.read(name, entry, defaults);
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw new InvalidSettingException("another connection's name differs from it only in upper and lower case");
        }
        return settings;
    }

    /** Everything that is wrong. */
    public List<InvalidSetting> problems() {
        List<InvalidSetting> all = new ArrayList<>(unusable);
        all.addAll(remarks);
        return all;
    }

    /**
     * The connections that count after an edit by hand: where an entry cannot be used, what it said before stays in force.
     *
     * @param before what counted until now
     */
    public List<ConnectionSettings> inForceAfter(List<ConnectionSettings> before) {
        Map<String, ConnectionSettings> good = byName(connections);
        Map<String, ConnectionSettings> last = byName(before);
        List<ConnectionSettings> result = new ArrayList<>();
        boolean preferred = connections.stream().anyMatch(ConnectionSettings::preferred);
        for (String name : json.fields().keySet()) {
            if (good.containsKey(name)) {
                result.add(good.get(name));
            } else if (last.containsKey(name)) {
                ConnectionSettings kept = last.get(name);
                result.add(preferred ? kept.withPreferred(false) : kept);
            }
        }
        return result;
    }

    private static Map<String, ConnectionSettings> byName(List<ConnectionSettings> connections) {
        Map<String, ConnectionSettings> map = new LinkedHashMap<>();
        connections.forEach(settings -> map.put(settings.id().name(), settings));
        return map;
    }

    /**
     * What is wrong, one sentence each with the file's name.
     *
     * @param before what counted until now
     */
    public List<String> notices(String file, List<ConnectionSettings> before) {
        Map<String, ConnectionSettings> last = byName(before);
        List<String> notices = new ArrayList<>();
        for (InvalidSetting wrong : unusable) {
            String consequence = last.containsKey(wrong.connection()) ? "keeps the settings it had" : "is left out";
            notices.add(notice(file, wrong, consequence));
        }
        remarks.forEach(wrong -> notices.add(notice(file, wrong, "is used, but not as it says")));
        return notices;
    }

    private static String notice(String file, InvalidSetting wrong, String consequence) {
        return file + ": connection \"" + wrong.connection() + "\" " + consequence + " (" + wrong.text() + ").";
    }

    /** The connection of this name, if it is usable. */
    public Optional<ConnectionSettings> find(String name) {
        return connections.stream()
                .filter(settings -> settings.id().name().equals(name))
                .findFirst();
    }
}
