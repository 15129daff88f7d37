package online.cloudtolocalllm.config.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.config.ConnectionsReading;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.daemon.DaemonReading;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * What a daemon would start with, without its doing anything: nothing is written, set aside or closed to others. What
 * {@link SettingsFolder} puts right when it opens the files is only told. Without state; blocks on the disk.
 */
final class SettingsLook {

    private SettingsLook() {}

    /** The settings in the form of {@code GET_CONFIG}. Both files are replaced as a whole, so no lock is needed to read them. */
    static JsonObject of(Locations locations, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        SettingsFile daemonFile = new SettingsFile(locations.daemonConfig());
        SettingsFile.Opened daemonThere = look(daemonFile, DaemonFile.OTHERWISE);
        DaemonReading daemon = DaemonReading.of(daemonThere.json(), environment, DaemonConfig.STANDARD);
        FoundDefaults found = FoundDefaults.of(environment, daemon.config());
        JsonObject standard = ConnectionFile.standard(found.defaults());
        SettingsFile connectionFile = new SettingsFile(locations.connectionConfig());
        SettingsFile.Opened there = look(connectionFile, ConnectionFile.otherwise(standard));
        ConnectionsReading connections = ConnectionsReading.of(there.json(), found.defaults());
        if (ConnectionFile.takeTheDefaultAddress(connections)) {
            problems.addAll(found.notices());
        }
        problems.addAll(daemonThere.notices());
        problems.addAll(daemon.notices(daemonFile.name()));
        problems.addAll(there.notices());
        problems.addAll(connections.notices(connectionFile.name(), List.of()));
        return ShownSettings.all(locations, connections.json(), daemon.json(), problems, daemon.overrides(), List.of());
    }

    private static SettingsFile.Opened look(SettingsFile file, SettingsFile.Otherwise otherwise) {
        return switch (file.read()) {
            case SettingsFile.Content.Read(JsonObject json) -> new SettingsFile.Opened(json, List.of());
            case SettingsFile.Content.Missing ignored -> new SettingsFile.Opened(otherwise.missing(), List.of());
            case SettingsFile.Content.Unreadable(String reason) -> instead(file, reason, otherwise);
            case SettingsFile.Content.Malformed(String reason) -> instead(file, reason, otherwise);
        };
    }

    private static SettingsFile.Opened instead(SettingsFile file, String reason, SettingsFile.Otherwise otherwise) {
        return new SettingsFile.Opened(
                file.lastGood().orElse(otherwise.lost()),
                List.of(file.name() + " cannot be used (" + reason + "), and " + file.instead(otherwise)
                        + " in force."));
    }
}
