package online.cloudtolocalllm.settings.model.connection;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.ConnectionEntry;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.FieldKey;

/**
 * One connection, as it is set and as the daemon sees it. Pure.
 *
 * @param name its name
 * @param config what is set
 * @param live whether the daemon can be asked
 * @param status how it is doing; empty while that is not known, or the daemon does not use it
 */
public record ConnectionView(String name, Config config, boolean live, Optional<ConnectionStatus> status) {

    /** That of this name now. */
    public static ConnectionView of(String name, SettingsState state) {
        return new ConnectionView(
                name,
                state.config(),
                state.link().up(),
                state.live().flatMap(status -> status.snapshot().connections().stream()
                        .filter(connection -> connection.id().name().equals(name))
                        .findFirst()));
    }

    /** Whether the file has it. */
    public boolean there() {
        return config.connections().has(name);
    }

    /** What the file says of it. */
    public JsonObject entry() {
        return config.connections().object(name);
    }

    /** Whether it is to be asked before all others. */
    public boolean preferred() {
        return entry().flag("preferred", false);
    }

    /** One of its keys. */
    public FieldKey field(String key) {
        return new FieldKey(name, key);
    }

    /** The value of one of its keys. */
    public Optional<JsonValue> value(String key) {
        return config.value(field(key));
    }

    /** It as the daemon reads it; empty if it cannot be used as it is. */
    public Optional<ConnectionSettings> settings() {
        return read(entry());
    }

    /** Where it is without an address of its own: by {@code host} and {@code port}, or by what it is; empty if that cannot be. */
    public Optional<String> usualAddress() {
        return read(entry().without("api_base_url").without("auth_token_ref"))
                .map(settings -> settings.origin().toString());
    }

    private Optional<ConnectionSettings> read(JsonObject entry) {
        try {
            return Optional.of(ConnectionEntry.read(name, entry, ConnectionDefaults.STANDARD));
        } catch (InvalidSettingException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with it, as the daemon says it. */
    public List<String> problems() {
        return config.problems().stream()
                .filter(problem -> problem.contains("connection \"" + name + "\""))
                .toList();
    }
}
