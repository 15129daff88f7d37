package online.cloudtolocalllm.daemon.secret;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import online.cloudtolocalllm.config.InvalidSetting;
import online.cloudtolocalllm.config.Token;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.config.store.SettingsFolder;
import online.cloudtolocalllm.daemon.settings.LiveSettings;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** The references in {@code connection_config.json}, changed through its one writer. */
public final class SettingsReferences implements TokenReferences {

    private static final String TOKEN = "auth_token";
    private static final String REFERENCE = "auth_token_ref";

    private final LiveSettings settings;

    /** The references in these settings. */
    public SettingsReferences(LiveSettings settings) {
        this.settings = settings;
    }

    @Override
    public void refer(ConnectionId connection, Optional<TokenSource> source) throws IOException {
        change(content -> List.of(reference(connection, content.object(connection.name()), source)));
    }

    @Override
    public boolean replace(ConnectionId connection, Token token, TokenSource source) throws IOException {
        AtomicBoolean still = new AtomicBoolean();
        change(content -> {
            JsonObject entry = content.object(connection.name());
            still.set(entry.text(TOKEN).equals(Optional.of(token.value()))
                    && entry.text(REFERENCE, "").isBlank());
            return still.get() ? List.of(reference(connection, entry, Optional.of(source))) : List.of();
        });
        return still.get();
    }

    @Override
    public Map<String, Set<TokenSource>> all() {
        return settings.tokenSources();
    }

    private static ConfigChange reference(ConnectionId connection, JsonObject entry, Optional<TokenSource> source) {
        JsonObject set = entry.has(TOKEN) ? JsonObject.of(TOKEN, "") : JsonObject.EMPTY;
        return source.isPresent()
                ? new ConfigChange.SetConnection(
                        connection.name(),
                        false,
                        set.with(REFERENCE, source.get().ref()),
                        List.of())
                : new ConfigChange.SetConnection(connection.name(), false, set, List.of(REFERENCE));
    }

    private void change(Function<JsonObject, List<ConfigChange>> changes) throws IOException {
        switch (settings.change(changes)) {
            case SettingsFolder.Outcome.Saved ignored -> {}
            case SettingsFolder.Outcome.Refused(InvalidSetting why) -> throw new IOException(why.text());
            case SettingsFolder.Outcome.Unwritable(String reason) -> throw new IOException(reason);
        }
    }
}
