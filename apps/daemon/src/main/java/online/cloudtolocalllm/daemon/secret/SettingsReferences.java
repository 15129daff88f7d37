package online.cloudtolocalllm.daemon.secret;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.config.InvalidSetting;
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
        JsonObject set = JsonObject.EMPTY;
        List<String> unset = new ArrayList<>();
        if (settings.content().connections().object(connection.name()).has(TOKEN)) {
            set = set.with(TOKEN, "");
        }
        if (source.isPresent()) {
            set = set.with(REFERENCE, source.get().ref());
        } else {
            unset.add(REFERENCE);
        }
        switch (settings.change(List.of(new ConfigChange.SetConnection(connection.name(), false, set, unset)))) {
            case SettingsFolder.Outcome.Saved ignored -> {}
            case SettingsFolder.Outcome.Refused(InvalidSetting why) -> throw new IOException(why.text());
            case SettingsFolder.Outcome.Unwritable(String reason) -> throw new IOException(reason);
        }
    }
}
