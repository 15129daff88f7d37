package online.cloudtolocalllm.settings.model.connection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.ConnectionEntry;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.settings.model.config.Config;
import org.jspecify.annotations.Nullable;

/** Connections as tests of their page need them: what is set, and how the daemon sees it. */
public record Seen(
        String name,
        JsonObject connections,
        JsonObject daemon,
        HealthState state,
        String reason,
        List<String> models,
        List<String> loaded,
        boolean live) {

    /** When everything began. */
    public static final Instant NOW = Instant.parse("2026-11-22T12:40:00Z");

    /** JSON that a test has written. */
    public static JsonObject json(String text) {
        try {
            return Json.parseObject(text);
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A connection with this entry, that is up and has no models. */
    public static Seen of(String name, String entry) {
        return new Seen(
                name,
                JsonObject.of(name, json(entry)),
                JsonObject.EMPTY,
                HealthState.UP,
                "",
                List.of(),
                List.of(),
                true);
    }

    /** The same, in this state. */
    public Seen in(HealthState now, String why) {
        return new Seen(name, connections, daemon, now, why, models, loaded, live);
    }

    /** The same, with these models. */
    public Seen with(String... listed) {
        return new Seen(name, connections, daemon, state, reason, List.of(listed), loaded, live);
    }

    /** The same, with these in memory. */
    public Seen holding(String... inMemory) {
        return new Seen(name, connections, daemon, state, reason, models, List.of(inMemory), live);
    }

    /** The same, under these settings of the daemon. */
    public Seen under(String daemonFile) {
        return new Seen(name, connections, json(daemonFile), state, reason, models, loaded, live);
    }

    /** The same, while the daemon is away. */
    public Seen away() {
        return new Seen(name, connections, daemon, state, reason, models, loaded, false);
    }

    /** How the daemon sees it; null if it does not. */
    public @Nullable ConnectionStatus status() {
        if (!live) {
            return null;
        }
        ConnectionSettings settings;
        try {
            settings = ConnectionEntry.read(name, connections.object(name), ConnectionDefaults.STANDARD);
        } catch (InvalidSettingException e) {
            return null;
        }
        return new ConnectionStatus(
                settings.id(),
                settings.kind(),
                settings.origin().toString(),
                settings.enabled(),
                settings.priority(),
                new Health(state, NOW, reason),
                Optional.empty(),
                models,
                !models.isEmpty(),
                Optional.empty(),
                Optional.empty(),
                settings.paused(),
                settings.preferred(),
                loaded,
                List.of());
    }

    /** The daemon's whole state, with only this connection in it. */
    public DaemonStatus told(long revision) {
        StatusSnapshot snapshot = new StatusSnapshot(
                revision, NOW, Optional.ofNullable(status()).stream().toList(), Optional.empty(), Optional.empty());
        return new DaemonStatus("1", 1, NOW, "http://127.0.0.1:1", 0, 0, 0, 0, List.of(), snapshot);
    }

    /** What its page is made of. */
    public ConnectionView view() {
        JsonObject shown = JsonObject.of("connections", connections, "daemon", daemon);
        return new ConnectionView(name, Config.read(Config.Source.DAEMON, shown), live, Optional.ofNullable(status()));
    }
}
