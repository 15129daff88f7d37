package online.cloudtolocalllm.settings.model.connections;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.ConnectionsReading;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.window.words.ConnectionWords;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/**
 * Makes the list: what is set decides which connections there are, in which order, and what is switched on; the daemon tells how
 * they are. So a change is seen before the daemon has told of it. Pure.
 */
public final class ConnectionRows {

    private final Config config;
    private final Optional<DaemonStatus> live;
    private final ConnectionsReading reading;
    private final Instant now;
    private final ZoneId zone;

    private ConnectionRows(SettingsState state, Instant now, ZoneId zone) {
        this.config = state.config();
        this.live = state.live();
        this.reading = ConnectionsReading.of(config.connections(), ConnectionDefaults.STANDARD);
        this.now = now;
        this.zone = zone;
    }

    /** The connections in the order in which they are asked; behind them what the settings do not have, and what cannot be used. */
    public static List<ConnectionRow> of(SettingsState state, Instant now, ZoneId zone) {
        return new ConnectionRows(state, now, zone).rows();
    }

    private List<ConnectionRow> rows() {
        List<String> broken =
                config.names().stream().filter(name -> !problem(name).isEmpty()).toList();
        List<ConnectionRow> rows = new ArrayList<>();
        for (Place place : Place.all(reading.connections())) {
            if (!broken.contains(place.name())) {
                reading.find(place.name()).map(this::row).ifPresent(rows::add);
            }
        }
        live.stream()
                .flatMap(status -> status.snapshot().connections().stream())
                .filter(told -> told.kind() == ConnectionKind.DEMO || !config.known())
                .map(told -> row(told, ConnectionRow.Standing.GIVEN))
                .forEach(rows::add);
        broken.forEach(name -> rows.add(broken(name)));
        return rows;
    }

    private ConnectionRow row(ConnectionSettings settings) {
        ConnectionRow row = row(status(settings), ConnectionRow.Standing.SET);
        return live.isPresent() || !settings.enabled() || settings.paused() ? row : unwatched(row);
    }

    private ConnectionRow row(ConnectionStatus status, ConnectionRow.Standing standing) {
        return new ConnectionRow(
                ConnectionWords.of(status, serves(status), now, zone),
                standing,
                status.enabled(),
                status.paused(),
                status.address());
    }

    private boolean serves(ConnectionStatus status) {
        return status.enabled()
                && !status.paused()
                && live.flatMap(all -> all.snapshot().active())
                        .filter(status.id()::equals)
                        .isPresent();
    }

    private Optional<ConnectionStatus> told(String name) {
        return live.stream()
                .flatMap(status -> status.snapshot().connections().stream())
                .filter(told -> told.id().name().equals(name))
                .findFirst();
    }

    /** As the daemon tells it, with what is set. */
    private ConnectionStatus status(ConnectionSettings settings) {
        Optional<ConnectionStatus> told = told(settings.id().name());
        boolean addressed = config.connections()
                .object(settings.id().name())
                .text("api_base_url")
                .isPresent();
        String address = told.filter(ignored -> !addressed)
                .map(ConnectionStatus::address)
                .orElseGet(() -> settings.origin().toString());
        return new ConnectionStatus(
                settings.id(),
                settings.kind(),
                address,
                settings.enabled(),
                settings.priority(),
                told.map(ConnectionStatus::health).orElseGet(() -> new Health(HealthState.UNKNOWN, now, "")),
                told.flatMap(ConnectionStatus::version),
                told.map(ConnectionStatus::models).orElse(List.of()),
                told.map(ConnectionStatus::modelsKnown).orElse(false),
                told.flatMap(ConnectionStatus::latency),
                told.flatMap(ConnectionStatus::lastCheck),
                settings.paused(),
                settings.preferred(),
                told.map(ConnectionStatus::loaded).orElse(List.of()),
                List.of());
    }

    private static ConnectionRow unwatched(ConnectionRow row) {
        ConnectionWords words = row.words();
        return new ConnectionRow(
                new ConnectionWords(
                        words.name(), "◌", Tone.QUIET, words.what(), "not watched", "", words.preferred(), false),
                row.standing(),
                row.enabled(),
                row.paused(),
                row.address());
    }

    private ConnectionRow broken(String name) {
        String reason = problem(name);
        Optional<ConnectionStatus> kept = told(name);
        JsonObject entry = config.connections().object(name);
        ConnectionWords words = kept.map(status -> ConnectionWords.of(status, serves(status), now, zone))
                .map(told -> new ConnectionWords(
                        told.name(),
                        told.mark(),
                        told.tone(),
                        told.what(),
                        told.state(),
                        reason,
                        told.preferred(),
                        told.serving()))
                .orElseGet(() -> new ConnectionWords(
                        name,
                        "✕",
                        Tone.BAD,
                        Words.plain(entry.text("api_base_url", "")),
                        "cannot be used",
                        reason,
                        false,
                        false));
        return new ConnectionRow(
                words,
                ConnectionRow.Standing.BROKEN,
                entry.flag("enabled", true),
                entry.flag("paused", false),
                kept.map(ConnectionStatus::address).orElseGet(() -> entry.text("api_base_url", "")));
    }

    /** Why the settings of a connection cannot be used, as a sentence; empty if they can. */
    private String problem(String name) {
        Optional<String> own = reading.unusable().stream()
                .filter(wrong -> wrong.connection().equals(name))
                .map(wrong -> Words.sentence(wrong.text(), List.of(wrong.key())))
                .findFirst();
        if (own.isPresent() || !hides(name)) {
            return own.orElse("");
        }
        // What is hidden can only be judged by who sees it.
        String named = "connection \"" + name + "\" ";
        return config.problems().stream()
                .filter(problem -> problem.contains(named) && !problem.contains(named + "is used"))
                .map(Words::sentence)
                .findFirst()
                .orElse("");
    }

    private boolean hides(String name) {
        JsonObject entry = config.connections().object(name);
        return Loss.token(entry)
                || (entry.has("api_base_url") && entry.text("api_base_url").isEmpty())
                || (entry.has("auth_token_ref") && entry.text("auth_token_ref").isEmpty());
    }
}
