package online.cloudtolocalllm.settings.model.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.window.words.LinkWords;
import org.junit.jupiter.api.Test;

class ConnectionRowsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:40:00Z");
    private static final String CONNECTIONS = """
        {"local_ollama": {},
         "gpu_box": {"connection_type": "ollama", "api_base_url": "http://192.168.1.20:11434", "priority": 5},
         "router": {"connection_type": "openai", "api_base_url": "https://x.org/v1", "preferred": true},
         "off": {"connection_type": "ollama", "enabled": false}}
        """;

    private static ConnectionStatus told(String name, ConnectionKind kind, String address) {
        return new ConnectionStatus(
                new ConnectionId(name),
                kind,
                address,
                true,
                10,
                new Health(HealthState.UP, NOW, ""),
                Optional.empty(),
                List.of("m"),
                true,
                Optional.of(Duration.ofMillis(2)),
                Optional.empty());
    }

    private static DaemonStatus status(ConnectionStatus... connections) {
        return new DaemonStatus(
                "1",
                1,
                NOW,
                "http://127.0.0.1:1",
                0,
                0,
                0,
                0,
                List.of(),
                new StatusSnapshot(1, NOW, List.of(connections), Optional.of(connections[0].id()), Optional.empty()));
    }

    private static List<ConnectionRow> rows(boolean up, Config config, ConnectionStatus... told) {
        SettingsState state = new SettingsState(
                new LinkWords(up, "", false),
                told.length == 0 ? Optional.empty() : Optional.of(status(told)),
                config,
                Map.of(),
                Optional.empty(),
                false,
                false,
                Set.of());
        return ConnectionRows.of(state, NOW, ZoneOffset.UTC);
    }

    private static Stream<String> names(List<ConnectionRow> rows) {
        return rows.stream().map(ConnectionRow::name);
    }

    private static ConnectionRow row(List<ConnectionRow> rows, String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void theyStandInTheOrderInWhichTheyAreAskedWithWhatTheDaemonTells() {
        List<ConnectionRow> rows = rows(
                true,
                Written.config(CONNECTIONS),
                told("local_ollama", ConnectionKind.LOCAL_OLLAMA, "http://localhost:11500"),
                told("demo", ConnectionKind.DEMO, "http://127.0.0.1:9"));
        assertThat(names(rows)).containsExactly("router", "gpu_box", "local_ollama", "off", "demo");
        ConnectionRow local = row(rows, "local_ollama");
        assertThat(local.words().serving()).isTrue();
        assertThat(local.words().state()).isEqualTo("2 ms · 1 model");
        assertThat(local.address()).as("the daemon knows OLLAMA_HOST").isEqualTo("http://localhost:11500");
        assertThat(row(rows, "gpu_box").words().state()).isEqualTo("not asked yet");
        assertThat(row(rows, "router").words().preferred()).isTrue();
        assertThat(row(rows, "off").words().state()).isEqualTo("off");
        assertThat(row(rows, "demo").standing()).isEqualTo(ConnectionRow.Standing.GIVEN);
        assertThat(row(rows, "demo").movable()).isFalse();
    }

    @Test
    void aChangeIsShownBeforeTheDaemonTellsOfIt() {
        List<ConnectionRow> rows = rows(
                true,
                Written.config("""
                    {"local_ollama": {"paused": true, "api_base_url": "http://localhost:5"}}
                    """),
                told("local_ollama", ConnectionKind.LOCAL_OLLAMA, "http://localhost:11434"),
                told("removed", ConnectionKind.OLLAMA, "http://localhost:11435"));
        assertThat(names(rows)).containsExactly("local_ollama");
        assertThat(rows.getFirst().words().state()).isEqualTo("paused");
        assertThat(rows.getFirst().words().serving()).isFalse();
        assertThat(rows.getFirst().address()).isEqualTo("http://localhost:5");
    }

    @Test
    void withoutTheDaemonNothingIsWatched() {
        List<ConnectionRow> rows = rows(
                false,
                Written.config(CONNECTIONS),
                told("local_ollama", ConnectionKind.LOCAL_OLLAMA, "http://localhost:11434"));
        assertThat(names(rows)).containsExactly("router", "gpu_box", "local_ollama", "off");
        assertThat(row(rows, "local_ollama").words().state()).isEqualTo("not watched");
        assertThat(row(rows, "local_ollama").words().serving()).isFalse();
        assertThat(row(rows, "off").words().state()).isEqualTo("off");
    }

    @Test
    void whatCannotBeUsedIsThereWithItsReason() {
        Config config = Written.config(
                """
                {"local_ollama": {},
                 "typo": {"connection_type": "ollama", "priority": "high"},
                 "none": null,
                 "hidden": {"connection_type": "ollama", "api_base_url": null},
                 "second": {"connection_type": "ollama", "auth_token_set": true, "preferred": true}}
                """,
                "connection_config.json: connection \"hidden\" keeps the settings it had (api_base_url: not a URL).",
                "connection_config.json: connection \"second\" is used, but not as it says (preferred: only one is).");
        List<ConnectionRow> rows = rows(
                true,
                config,
                told("local_ollama", ConnectionKind.LOCAL_OLLAMA, "http://localhost:11434"),
                told("hidden", ConnectionKind.OLLAMA, "http://localhost:5"));
        assertThat(names(rows)).containsExactly("second", "local_ollama", "typo", "none", "hidden");
        assertThat(row(rows, "typo").words().why()).isEqualTo("priority: must be a whole number from 0 to 1000000.");
        assertThat(row(rows, "typo").words().state()).isEqualTo("cannot be used");
        assertThat(row(rows, "none").standing()).isEqualTo(ConnectionRow.Standing.BROKEN);
        assertThat(row(rows, "hidden").words().why()).contains("not a URL");
        assertThat(row(rows, "hidden").words().state())
                .as("the daemon goes on with what it said before")
                .isEqualTo("2 ms · 1 model");
    }

    @Test
    void untilTheSettingsAreKnownNothingCanBeChanged() {
        List<ConnectionRow> rows =
                rows(true, Config.UNKNOWN, told("local_ollama", ConnectionKind.LOCAL_OLLAMA, "http://localhost:11434"));
        assertThat(rows).singleElement().satisfies(row -> assertThat(row.standing())
                .isEqualTo(ConnectionRow.Standing.GIVEN));
        assertThat(rows(true, Config.UNKNOWN)).isEmpty();
    }
}
