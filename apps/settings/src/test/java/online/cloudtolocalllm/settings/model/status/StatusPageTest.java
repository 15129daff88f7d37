package online.cloudtolocalllm.settings.model.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import org.junit.jupiter.api.Test;

class StatusPageTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:40:00Z");

    private static ConnectionStatus connection(String name, ConnectionKind kind, boolean enabled, boolean paused) {
        return connection(name, kind, "https://example.org", enabled, paused, new Health(HealthState.UP, NOW, ""));
    }

    private static ConnectionStatus at(String address) {
        return connection("a", ConnectionKind.OLLAMA, address, true, false, new Health(HealthState.UP, NOW, ""));
    }

    private static ConnectionStatus away(String address) {
        Health health = new Health(HealthState.DOWN, NOW, Health.NOTHING_LISTENS + "x");
        return connection("a", ConnectionKind.OLLAMA, address, true, false, health);
    }

    private static ConnectionStatus connection(
            String name, ConnectionKind kind, String address, boolean enabled, boolean paused, Health health) {
        return new ConnectionStatus(
                new ConnectionId(name),
                kind,
                address,
                enabled,
                10,
                health,
                Optional.empty(),
                List.of(),
                true,
                Optional.empty(),
                Optional.empty(),
                paused,
                false,
                List.of("llama3.2:latest"),
                List.of());
    }

    private static StatusPage page(Optional<String> active, ConnectionStatus... connections) {
        StatusSnapshot snapshot = new StatusSnapshot(
                1,
                NOW,
                List.of(connections),
                active.map(ConnectionId::new),
                Optional.of(new FailoverEvent(
                        NOW.minusSeconds(540),
                        new ConnectionId("gpu_box"),
                        new ConnectionId("local_ollama"),
                        "no route")));
        return StatusPage.of(
                new DaemonStatus(
                        "0.1.0",
                        1,
                        NOW.minusSeconds(60),
                        "http://127.0.0.1:11435",
                        58_000_000,
                        3,
                        0,
                        412,
                        List.of(),
                        snapshot),
                NOW);
    }

    @Test
    void whoServesStandsFirst() {
        StatusPage page = page(Optional.of("a"), connection("a", ConnectionKind.LOCAL_OLLAMA, true, false));
        assertThat(page.headline()).isEqualTo("a serves");
        assertThat(page.below()).isEqualTo("Requests stay on this computer. In memory: llama3.2.");
        assertThat(page.facts())
                .containsExactly(
                        new StatusPage.Fact("Gateway", "http://127.0.0.1:11435", true),
                        new StatusPage.Fact("Running for", "1 min", false),
                        new StatusPage.Fact("Requests", "3 running, 412 served", false),
                        new StatusPage.Fact("Memory", "58 MB", false));
    }

    @Test
    void itIsToldThatRequestsLeaveThisComputer() {
        assertThat(page(Optional.of("a"), connection("a", ConnectionKind.CLOUD_PROXY, true, false))
                        .below())
                .isEqualTo("Requests leave this computer for the internet: https://example.org. In memory: llama3.2.");
        assertThat(page(Optional.of("a"), at("http://192.168.1.20:11434")).below())
                .startsWith("Requests leave this computer for your network: http://192.168.1.20:11434. ");
        assertThat(page(Optional.of("a"), at("http://127.0.0.1:28502")).below())
                .as("the address decides, not the kind")
                .startsWith("Requests stay on this computer. ");
    }

    @Test
    void whereNobodyServesTheNextStepIsTold() {
        assertThat(page(Optional.empty()).below()).contains("\"cloudtolocalllm connections add NAME URL\"");
        assertThat(page(Optional.empty(), connection("a", ConnectionKind.OLLAMA, true, true))
                        .below())
                .isEqualTo("Everything is paused. Resume it in the tray's menu, or with"
                        + " \"cloudtolocalllm connections resume a\".");
        assertThat(page(Optional.empty(), away("http://127.0.0.1:1")).below())
                .isEqualTo("Ollama is not installed or not running: get it at ollama.com/download, or start it with"
                        + " \"ollama serve\".");
        assertThat(page(Optional.empty(), away("http://192.168.1.20:1")).below())
                .as("nobody starts Ollama on another computer")
                .isEqualTo("a is down: nothing listens on x. Look into it with \"cloudtolocalllm test a\".");
        assertThat(page(Optional.empty()).headline()).isEqualTo("No connection serves");
        assertThat(page(Optional.empty(), connection("a", ConnectionKind.OLLAMA, true, true))
                        .headline())
                .isEqualTo("Everything is paused");
    }
}
