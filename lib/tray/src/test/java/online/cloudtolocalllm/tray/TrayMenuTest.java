package online.cloudtolocalllm.tray;

import static online.cloudtolocalllm.protocol.status.HealthState.CONNECTING;
import static online.cloudtolocalllm.protocol.status.HealthState.DOWN;
import static online.cloudtolocalllm.protocol.status.HealthState.RATE_LIMITED;
import static online.cloudtolocalllm.protocol.status.HealthState.SIGN_IN_NEEDED;
import static online.cloudtolocalllm.protocol.status.HealthState.SLOW;
import static online.cloudtolocalllm.protocol.status.HealthState.UNKNOWN;
import static online.cloudtolocalllm.protocol.status.HealthState.UP;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrayMenuTest {

    /** Everything at once, as people see it. */
    @Test
    void theWholeMenu() {
        List<String> lines = Facts.of(
                        Facts.preferred(Facts.loaded(Facts.local(UP), "llama3.2:latest")),
                        Facts.because(Facts.lan(DOWN), "no route to 192.168.1.20"),
                        Facts.because(Facts.cloud(SIGN_IN_NEEDED), "the token was refused (401)"))
                .answered("local_ollama", "llama3.2:latest", 38.2)
                .failedOver("gpu_box", "local_ollama", "no route")
                .chat(AppState.RUNNING)
                .signedIn(false)
                .ollamaCanBeStarted()
                .autostart(true)
                .legacyUntil(Facts.NOW.plusSeconds(690))
                .lines();
        assertThat(String.join("\n", lines)).isEqualTo("""
            Serving locally · llama3.2 · 38 tokens/s
            Last answer 12:31: llama3.2 from local_ollama, 38 tokens/s
            Last failover 12:31: gpu_box → local_ollama (no route)
            ---
            ● local_ollama · 2 ms · serving · preferred >
                Ollama 0.12.3 on this computer
                Up since 12:31
                ---
                [x] Prefer
                Pause
                Test now
                Copy address
                3 models >
                    Choose one to copy its name
                    llama3.2 · in memory
                    mistral:7b
                    qwen3:8b
            ○ gpu_box · down since 12:31 >
                Ollama 0.12.3 at 192.168.1.20:11434
                Down since 12:31: no route to 192.168.1.20
                ---
                [ ] Prefer
                Pause
                Test now
                Copy address
                3 models >
                    Choose one to copy its name
                    llama3.2
                    mistral:7b
                    qwen3:8b
            ◐ cloud_proxy · sign-in needed >
                CloudToLocalLLM cloud
                Sign-in needed since 12:31: the token was refused (401)
                Not signed in
                ---
                [ ] Prefer
                Pause
                Test now
                Copy address
                Set token…
                3 models >
                    Choose one to copy its name
                    llama3.2
                    mistral:7b
                    qwen3:8b
            ---
            Show CloudToLocalLLM
            Hide CloudToLocalLLM
            Sign in…
            Copy gateway address
            Start Ollama
            Pause everything
            Old clients are let in · 12 min left >
                Let them in no longer
            ---
            Settings…
            Connection status…
            [x] Start at login
            ---
            Quit CloudToLocalLLM
            Quit daemon\
            """);
    }

    @Test
    void theLeastMenu() {
        assertThat(Facts.of().gateway("").lines())
                .containsExactly(
                        "No connections yet",
                        "---",
                        "Add a connection…",
                        "---",
                        "Settings…",
                        "Connection status…",
                        "---",
                        "Quit daemon");
    }

    static Stream<Arguments> connections() {
        return Stream.of(
                Arguments.of(Facts.local(UP), "● local_ollama · 2 ms · serving >"),
                Arguments.of(Facts.local(SLOW), "◐ local_ollama · slow, 2 ms · serving >"),
                Arguments.of(Facts.local(DOWN), "○ local_ollama · down since 12:31 >"),
                Arguments.of(Facts.local(UNKNOWN), "◌ local_ollama · connecting… >"),
                Arguments.of(Facts.local(CONNECTING), "◌ local_ollama · connecting… >"),
                Arguments.of(Facts.local(SIGN_IN_NEEDED), "◐ local_ollama · sign-in needed >"),
                Arguments.of(Facts.local(RATE_LIMITED), "◐ local_ollama · limited >"),
                Arguments.of(Facts.paused(Facts.local(UP)), "‖ local_ollama · paused >"),
                Arguments.of(
                        Facts.paused(Facts.preferred(Facts.local(DOWN))), "‖ local_ollama · paused · preferred >"));
    }

    @ParameterizedTest
    @MethodSource("connections")
    void aLineForEachState(ConnectionStatus connection, String line) {
        assertThat(Facts.of(connection).topLines()).contains(line);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(ConnectionKind.LOCAL_OLLAMA, "http://localhost:11434", "Ollama 0.12.3 on this computer"),
                Arguments.of(ConnectionKind.OLLAMA, "http://gpu.lan:11434/", "Ollama 0.12.3 at gpu.lan:11434"),
                Arguments.of(ConnectionKind.OLLAMA, "http://[fd00::1]:11434", "Ollama 0.12.3 at [fd00::1]:11434"),
                Arguments.of(ConnectionKind.OLLAMA, "not an address", "Ollama 0.12.3"),
                Arguments.of(ConnectionKind.CLOUD_PROXY, "https://cloud.example", "CloudToLocalLLM cloud"),
                Arguments.of(
                        ConnectionKind.OPENAI,
                        "https://openrouter.ai/api/v1",
                        "OpenAI-compatible server at openrouter.ai"),
                Arguments.of(ConnectionKind.DEMO, "http://127.0.0.1:1", "Demonstration with prepared answers"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSubmenuSaysWhatItIs(ConnectionKind kind, String address, String line) {
        assertThat(Facts.of(Facts.connection("c", kind, address, UP)).lines()).contains("    " + line);
    }

    static Stream<Arguments> apps() {
        return Stream.of(
                Arguments.of(AppState.ABSENT, List.of()),
                Arguments.of(AppState.STOPPED, List.of("Launch CloudToLocalLLM")),
                Arguments.of(AppState.STARTING, List.of("Starting CloudToLocalLLM… (not now)")),
                Arguments.of(
                        AppState.RUNNING,
                        List.of("Show CloudToLocalLLM", "Hide CloudToLocalLLM", "Quit CloudToLocalLLM")));
    }

    @ParameterizedTest
    @MethodSource("apps")
    void theChatWindow(AppState state, List<String> lines) {
        assertThat(Facts.of(Facts.local(UP)).chat(state).topLines())
                .filteredOn(line -> line.contains("CloudToLocalLLM"))
                .isEqualTo(lines);
    }

    static Stream<Arguments> legacy() {
        return Stream.of(
                Arguments.of(Facts.NOW.plusSeconds(1), "Old clients are let in · 1 min left >"),
                Arguments.of(Facts.NOW.plus(Duration.ofMinutes(15)), "Old clients are let in · 15 min left >"),
                Arguments.of(Facts.NOW.plus(Duration.ofMinutes(125)), "Old clients are let in · 2 h 5 min left >"),
                Arguments.of(Instant.parse("9999-12-31T00:00:00Z"), "Old clients are let in · until you say so >"));
    }

    @ParameterizedTest
    @MethodSource("legacy")
    void oldClients(Instant until, String line) {
        assertThat(Facts.of().legacyUntil(until).lines()).contains(line);
    }

    @Test
    void oldClientsWhoseTimeIsOverAreNotShown() {
        assertThat(Facts.of().legacyUntil(Facts.NOW).lines()).noneMatch(line -> line.contains("Old clients"));
    }

    @Test
    void whatIsOffIsNotShown() {
        assertThat(Facts.of(Facts.off(Facts.lan(UNKNOWN)), Facts.local(UP)).lines())
                .noneMatch(line -> line.contains("gpu_box"));
    }
}
