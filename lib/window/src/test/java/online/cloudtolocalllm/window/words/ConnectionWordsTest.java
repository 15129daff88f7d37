package online.cloudtolocalllm.window.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.client.LinkState;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.api.Test;

class ConnectionWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:40:00Z");

    private static ConnectionStatus status(HealthState state, boolean enabled, boolean paused, String reason) {
        return status(ConnectionKind.OLLAMA, "http://192.168.1.20:11434", state, enabled, paused, false, reason);
    }

    private static ConnectionStatus status(
            ConnectionKind kind,
            String address,
            HealthState state,
            boolean enabled,
            boolean paused,
            boolean preferred,
            String reason) {
        return new ConnectionStatus(
                new ConnectionId("gpu_box"),
                kind,
                address,
                enabled,
                10,
                new Health(state, NOW.minusSeconds(540), reason),
                Optional.empty(),
                List.of("llama3.2:latest", "x"),
                true,
                Optional.of(Duration.ofMillis(41)),
                Optional.empty(),
                paused,
                preferred,
                List.of(),
                List.of());
    }

    private static ConnectionWords words(ConnectionStatus status) {
        return ConnectionWords.of(status, false, NOW, ZoneOffset.UTC);
    }

    @Test
    void everyStateHasItsWords() {
        Map<HealthState, String> expected = new EnumMap<>(HealthState.class);
        expected.put(HealthState.UP, "41 ms · 2 models");
        expected.put(HealthState.SLOW, "slow · 41 ms · 2 models");
        expected.put(HealthState.DOWN, "down since 12:31");
        expected.put(HealthState.SIGN_IN_NEEDED, "sign-in needed since 12:31");
        expected.put(HealthState.RATE_LIMITED, "limited since 12:31");
        expected.put(HealthState.UNKNOWN, "not asked yet");
        expected.put(HealthState.CONNECTING, "connecting");
        expected.forEach((state, text) ->
                assertThat(words(status(state, true, false, "")).state()).isEqualTo(text));
        assertThat(expected.keySet()).containsExactlyInAnyOrder(HealthState.values());
    }

    @Test
    void whereItIsIsToldByItsAddress() {
        assertThat(what(ConnectionKind.OLLAMA, "http://127.0.0.1:1"))
                .isEqualTo("Ollama on this computer · http://127.0.0.1:1");
        assertThat(what(ConnectionKind.OLLAMA, "http://gpu.local:1"))
                .isEqualTo("Ollama on your network · http://gpu.local:1");
        assertThat(what(ConnectionKind.OPENAI, "http://localhost:8080/v1"))
                .isEqualTo("OpenAI's API on this computer · http://localhost:8080/v1");
        assertThat(what(ConnectionKind.OPENAI, "https://api.example.com/v1"))
                .isEqualTo("OpenAI's API on the internet · https://api.example.com/v1");
    }

    private static String what(ConnectionKind kind, String address) {
        return words(status(kind, address, HealthState.UP, true, false, false, ""))
                .what();
    }

    @Test
    void stateIsToldWithoutColour() {
        assertThat(words(status(HealthState.UP, true, false, "")).mark()).isEqualTo("●");
        assertThat(words(status(HealthState.SLOW, true, false, "")).mark()).isEqualTo("◐");
        assertThat(words(status(HealthState.SIGN_IN_NEEDED, true, false, "")).mark())
                .isEqualTo("◐");
        assertThat(words(status(HealthState.DOWN, true, false, "")).mark()).isEqualTo("○");
        assertThat(words(status(HealthState.UP, true, true, "")))
                .extracting(ConnectionWords::mark, ConnectionWords::state, ConnectionWords::tone)
                .containsExactly("‖", "paused", Tone.QUIET);
        assertThat(words(status(HealthState.DOWN, false, false, "x")))
                .extracting(ConnectionWords::mark, ConnectionWords::state, ConnectionWords::why)
                .containsExactly("–", "off", "");
    }

    @Test
    void aReasonIsASentenceOnOneLine() {
        assertThat(words(status(HealthState.DOWN, true, false, "no route\nto\u001b[31m 192.168.1.20"))
                        .why())
                .isEqualTo("No route to[31m 192.168.1.20.");
    }

    @Test
    void theLinkIsToldInWords() {
        assertThat(LinkWords.of(new LinkState.Connected("x")).up()).isTrue();
        assertThat(LinkWords.of(new LinkState.Connecting(1)).startable()).isFalse();
        assertThat(LinkWords.of(new LinkState.Connecting(2)))
                .isEqualTo(new LinkWords(false, "The daemon is not running.", true));
        assertThat(LinkWords.of(new LinkState.Starting()).sentence()).isEqualTo("Starting the daemon …");
        assertThat(LinkWords.of(new LinkState.Closed()).up()).isFalse();
        LinkWords failed = new LinkWords(false, "The daemon could not be started: port 1 is in use.", true);
        assertThat(LinkWords.after(failed, new LinkState.Connecting(2))).isEqualTo(failed);
        assertThat(LinkWords.after(failed, new LinkState.Connecting(1)).startable())
                .isFalse();
        assertThat(LinkWords.after(new LinkWords(true, "", false), new LinkState.Connecting(2)))
                .isEqualTo(LinkWords.of(new LinkState.Connecting(2)));
    }

    @Test
    void nothingFromOutsideTurnsTheWritingOrFillsTheWindow() {
        assertThat(Words.plain("https://x\u202emoc.\u2066y\n z")).isEqualTo("https://xmoc.y z");
        assertThat(Words.plain("a".repeat(100_000))).hasSizeLessThan(1_000).endsWith("…");
        assertThat(Words.model("llama3.2:latest")).isEqualTo("llama3.2");
        assertThat(Words.sentence("  it\u200f works! ")).isEqualTo("It works!");
        assertThat(Words.sentence("\u0000 ")).isEmpty();
    }

    @Test
    void aNameIsWrittenAsItIs() {
        assertThat(Words.sentence("box_b stopped")).isEqualTo("box_b stopped.");
        assertThat(Words.sentence("box2: no route")).isEqualTo("box2: no route.");
        assertThat(Words.sentence("localhost:1 is closed")).isEqualTo("localhost:1 is closed.");
        assertThat(Words.sentence("router stopped", List.of("router"))).isEqualTo("router stopped.");
        assertThat(Words.sentence("router stopped")).isEqualTo("Router stopped.");
        assertThat(Words.sentence("sign-in needed")).isEqualTo("Sign-in needed.");
    }

    @Test
    void whatHelpsStandsBesideWhatIsWrong() {
        String why = Health.NOTHING_LISTENS + "localhost:11434";
        assertThat(words(status(
                        ConnectionKind.LOCAL_OLLAMA,
                        "http://localhost:11434",
                        HealthState.DOWN,
                        true,
                        false,
                        true,
                        why)))
                .extracting(ConnectionWords::why, ConnectionWords::preferred)
                .containsExactly(
                        "Nothing listens on localhost:11434. Ollama is not installed or not running: get it at"
                                + " ollama.com/download, or start it with \"ollama serve\".",
                        true);
    }
}
