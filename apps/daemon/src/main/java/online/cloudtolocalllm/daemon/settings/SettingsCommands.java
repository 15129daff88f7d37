package online.cloudtolocalllm.daemon.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import online.cloudtolocalllm.config.InvalidSetting;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.config.store.SettingsFolder;
import online.cloudtolocalllm.config.store.ShownSettings;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.daemon.ipc.Replies;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** The commands {@code GET_CONFIG}, {@code SET_CONFIG} and {@code RELOAD}. Thread-safe. */
public final class SettingsCommands {

    private final LiveSettings settings;
    private final Locations locations;
    private final Executor blocking;

    /**
     * The commands.
     *
     * @param blocking where files are read and written
     */
    public SettingsCommands(LiveSettings settings, Locations locations, Executor blocking) {
        this.settings = settings;
        this.locations = locations;
        this.blocking = blocking;
    }

    /** The handlers by the names of their commands. */
    public Map<String, IpcHandler> handlers() {
        return Map.of(
                "GET_CONFIG", onDisk(message -> config()),
                "SET_CONFIG", onDisk(this::change),
                "RELOAD", onDisk(message -> Replies.ok().with("problems", settings.reload())));
    }

    private IpcHandler onDisk(Function<JsonObject, JsonObject> answer) {
        return message -> CompletableFuture.supplyAsync(() -> answer.apply(message), blocking);
    }

    private JsonObject config() {
        LiveSettings.Content content = settings.content();
        return ShownSettings.all(
                locations,
                content.connections(),
                content.daemon(),
                content.problems(),
                content.overrides(),
                content.restartNeeded());
    }

    private JsonObject change(JsonObject message) {
        List<ConfigChange> changes;
        try {
            changes = ConfigChange.readAll(message);
        } catch (InvalidSettingException e) {
            return e.key().isEmpty()
                    ? Replies.error("SET_CONFIG: " + e.getMessage() + ".", "bad_request")
                    : invalid(new InvalidSetting("", e.key(), e.reason()));
        }
        return switch (settings.change(changes)) {
            case SettingsFolder.Outcome.Saved(var _, Map<String, JsonObject> removed, List<String> restartNeeded) -> {
                JsonObject reply =
                        Replies.ok().with("problems", settings.problems()).with("restart_needed", restartNeeded);
                yield removed.isEmpty() ? reply : reply.with("removed", new JsonObject(new LinkedHashMap<>(removed)));
            }
            case SettingsFolder.Outcome.Refused(InvalidSetting why) -> invalid(why);
            case SettingsFolder.Outcome.Unwritable(String reason) -> Replies.error(reason, "settings_unusable");
        };
    }

    private static JsonObject invalid(InvalidSetting why) {
        String where = why.connection().isEmpty() ? "daemon_config.json" : "connection \"" + why.connection() + "\"";
        JsonObject reply = Replies.error(
                        "Nothing was changed: " + where + ": " + why.text() + ".",
                        why.isOvertaken() ? "changed_meanwhile" : "invalid_setting")
                .with("key", why.key());
        return why.connection().isEmpty() ? reply : reply.with("connection", why.connection());
    }
}
