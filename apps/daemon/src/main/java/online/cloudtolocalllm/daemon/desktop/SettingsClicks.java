package online.cloudtolocalllm.daemon.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import online.cloudtolocalllm.config.InvalidSetting;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.config.store.SettingsFolder;
import online.cloudtolocalllm.daemon.settings.LiveSettings;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * Preferring and pausing connections, as changes of their settings: what is chosen in the menu holds over restarts and is seen in
 * every other place. Blocks on the disk. Thread-safe.
 */
final class SettingsClicks {

    private final LiveSettings settings;

    SettingsClicks(LiveSettings settings) {
        this.settings = settings;
    }

    /** Has this connection asked first, or none; says in words what stands in the way. */
    Optional<String> prefer(ConnectionId connection, boolean on) {
        return change(content -> {
            List<ConfigChange> changes = new ArrayList<>();
            for (String name : content.fields().keySet()) {
                boolean other = !name.equals(connection.name());
                if (other == on && content.object(name).flag("preferred", false)) {
                    changes.add(flag(name, "preferred", false));
                }
            }
            if (on) {
                changes.add(flag(connection.name(), "preferred", true));
            }
            return changes;
        });
    }

    /** Keeps requests away from this connection, or no longer; says in words what stands in the way. */
    Optional<String> pause(ConnectionId connection, boolean on) {
        return change(content -> List.of(flag(connection.name(), "paused", on)));
    }

    /** Keeps requests away from all connections, or from none; says in words what stands in the way. */
    Optional<String> pauseAll(boolean on) {
        return change(content -> settings.connections().stream()
                .filter(connection -> connection.paused() != on && (connection.enabled() || !on))
                .map(connection -> connection.id().name())
                .filter(content::has)
                .map(name -> flag(name, "paused", on))
                .toList());
    }

    private Optional<String> change(Function<JsonObject, List<ConfigChange>> changes) {
        return switch (settings.change(changes)) {
            case SettingsFolder.Outcome.Saved ignored -> Optional.empty();
            case SettingsFolder.Outcome.Refused(InvalidSetting why) ->
                Optional.of("Nothing was changed: " + (why.connection().isEmpty() ? "" : why.connection() + ": ")
                        + why.text() + ".");
            case SettingsFolder.Outcome.Unwritable(String reason) -> Optional.of(reason);
        };
    }

    private static ConfigChange flag(String connection, String key, boolean on) {
        return on
                ? new ConfigChange.SetConnection(connection, false, JsonObject.of(key, true), List.of())
                : new ConfigChange.SetConnection(connection, false, JsonObject.EMPTY, List.of(key));
    }
}
