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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrayMenuTest {

    private static final ConnectionId LOCAL = new ConnectionId("local_ollama");

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
                Ollama 0.12.3 at 192.168.1.20
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
                Arguments.of(ConnectionKind.OLLAMA, "http://gpu.lan:11434/", "Ollama 0.12.3 at gpu.lan"),
                Arguments.of(ConnectionKind.OLLAMA, "http://[fd00::1]:11434", "Ollama 0.12.3 at fd00::1"),
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

    static Stream<Arguments> commands() {
        UnaryOperator<Facts> nothing = facts -> facts;
        return Stream.of(
                Arguments.of("connection/local_ollama/prefer", nothing, new TrayCommand.Prefer(LOCAL, true)),
                Arguments.of("connection/local_ollama/pause", nothing, new TrayCommand.Pause(LOCAL, true)),
                Arguments.of("connection/local_ollama/test", nothing, new TrayCommand.Test(LOCAL)),
                Arguments.of("connection/local_ollama/copy", nothing, new TrayCommand.Copy("http://localhost:11434")),
                Arguments.of("connection/local_ollama/models/0", nothing, new TrayCommand.Copy("llama3.2:latest")),
                Arguments.of("gateway.copy", nothing, new TrayCommand.Copy("http://127.0.0.1:11435")),
                Arguments.of("pause", nothing, new TrayCommand.PauseAll(true)),
                Arguments.of("settings", nothing, new TrayCommand.OpenSettings("")),
                Arguments.of("status", nothing, new TrayCommand.OpenSettings("status")),
                Arguments.of("quit", nothing, new TrayCommand.QuitDaemon()),
                Arguments.of("ollama.start", with(Facts::ollamaCanBeStarted), new TrayCommand.StartOllama()),
                Arguments.of("chat.launch", with(f -> f.chat(AppState.STOPPED)), new TrayCommand.ShowChat()),
                Arguments.of("chat.show", with(f -> f.chat(AppState.RUNNING)), new TrayCommand.ShowChat()),
                Arguments.of("chat.hide", with(f -> f.chat(AppState.RUNNING)), new TrayCommand.HideChat()),
                Arguments.of("chat.quit", with(f -> f.chat(AppState.RUNNING)), new TrayCommand.QuitChat()),
                Arguments.of("autostart", with(f -> f.autostart(true)), new TrayCommand.StartAtLogin(false)),
                Arguments.of("autostart", with(f -> f.autostart(false)), new TrayCommand.StartAtLogin(true)),
                Arguments.of(
                        "legacy.end",
                        with(f -> f.legacyUntil(Facts.NOW.plusSeconds(60))),
                        new TrayCommand.EndLegacy()));
    }

    private static UnaryOperator<Facts> with(UnaryOperator<Facts> change) {
        return change;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyLineDoesWhatItSays(String key, UnaryOperator<Facts> change, TrayCommand command) {
        TrayFacts facts = change.apply(Facts.of(Facts.local(UP))).facts();
        assertThat(actions(TrayMenu.of(facts).items()))
                .filteredOn(action -> action.key().equals(key))
                .extracting(TrayItem.Action::command)
                .containsExactly(command);
    }

    @Test
    void whatIsOnIsTurnedOff() {
        TrayFacts facts =
                Facts.of(Facts.paused(Facts.preferred(Facts.local(UP)))).facts();
        assertThat(actions(TrayMenu.of(facts).items()))
                .filteredOn(action -> action.command() instanceof TrayCommand.Prefer
                        || action.command() instanceof TrayCommand.Pause
                        || action.command() instanceof TrayCommand.PauseAll)
                .containsExactly(
                        new TrayItem.Action(
                                "connection/local_ollama/prefer",
                                "Prefer",
                                new TrayCommand.Prefer(LOCAL, false),
                                true,
                                Optional.of(true)),
                        new TrayItem.Action(
                                "connection/local_ollama/pause", "Resume", new TrayCommand.Pause(LOCAL, false)),
                        new TrayItem.Action("resume", "Resume everything", new TrayCommand.PauseAll(false)));
    }

    @Test
    void whereOnlySomeArePausedBothAreOffered() {
        assertThat(Facts.of(Facts.local(UP), Facts.paused(Facts.lan(UP))).topLines())
                .contains("Pause everything", "Resume everything");
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

    @Test
    void signingInIsOfferedWhereThereIsACloudToSignInTo() {
        assertThat(Facts.of(Facts.local(UP), Facts.cloud(UP)).lines()).noneMatch(line -> line.contains("ign"));
        assertThat(Facts.of(Facts.local(UP), Facts.cloud(UP)).signedIn(true).lines())
                .contains("    Signed in")
                .doesNotContain("Sign in…");
        assertThat(Facts.of(Facts.local(UP)).signedIn(false).lines()).doesNotContain("Sign in…");
        Facts missing = Facts.of(Facts.cloud(UP)).signedIn(false);
        assertThat(command(missing, "sign-in")).isEqualTo(new TrayCommand.OpenSettings("connections"));
        assertThat(command(missing.chat(AppState.RUNNING), "sign-in")).isEqualTo(new TrayCommand.ShowChat());
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

    @Test
    void manyConnectionsAndModelsAreCut() {
        List<String> models = IntStream.range(0, 61).mapToObj(n -> "model-" + n).toList();
        ConnectionStatus[] many = IntStream.range(0, 35)
                .mapToObj(n -> Facts.connection("c" + n, ConnectionKind.OLLAMA, "http://h" + n + ":1", UP, "", models))
                .toArray(ConnectionStatus[]::new);
        List<String> lines = Facts.of(many).lines();
        assertThat(lines).filteredOn(line -> line.startsWith("● ")).hasSize(30);
        assertThat(lines).contains("… and 5 more", "    61 models >", "        … and 36 more");
        assertThat(lines).filteredOn(line -> line.startsWith("        model-")).hasSize(30 * 25);
        assertThat(command(Facts.of(many), "connection.more")).isEqualTo(new TrayCommand.OpenSettings("connections"));
        assertThat(lines).hasSizeLessThan(30 * 36 + 20);
    }

    @Test
    void modelsThatAreNotKnownOrNotThere() {
        ConnectionStatus none = Facts.connection("none", ConnectionKind.OLLAMA, "http://a:1", UP, "", List.of());
        assertThat(Facts.of(none).lines()).contains("    No models yet");
        ConnectionStatus unknown = new ConnectionStatus(
                none.id(),
                none.kind(),
                none.address(),
                true,
                0,
                none.health(),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
        assertThat(Facts.of(unknown).lines())
                .noneMatch(line -> line.contains("model"))
                .contains("● none · up · serving >", "    Ollama at a");
    }

    /** Whatever servers, files and apps say: each line is one line, short, and harmless. */
    @Test
    void textsFromOutsideAreTamed() {
        String evil = "a\u0000\n\r\u202e\u001b[31m\u2028" + "x".repeat(100_000);
        ConnectionStatus connection = Facts.connection(
                "c".repeat(64), ConnectionKind.OLLAMA, "http://h:1/" + evil, DOWN, evil, List.of(evil, "rm -rf\n/"));
        Facts facts = Facts.of(connection)
                .answered("c".repeat(64), evil, 1e18)
                .failedOver("c".repeat(64), "d".repeat(64), evil)
                .gateway(evil)
                .tooltip(evil);
        assertThat(facts.lines())
                .allSatisfy(line ->
                        assertThat(line.strip()).hasSizeLessThanOrEqualTo(120).matches("[^\\p{Cntrl}\\u2028\\u202e]*"));
        assertThat(facts.picture().tooltip().lines())
                .hasSizeLessThanOrEqualTo(8)
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(120).matches("\\P{Cntrl}*"));
        assertThat(actions(TrayMenu.of(facts.facts()).items()))
                .extracting(TrayItem.Action::command)
                .contains(new TrayCommand.Copy("rm -rf /"))
                .allSatisfy(command -> {
                    if (command instanceof TrayCommand.Copy(String text)) {
                        assertThat(text).hasSizeLessThanOrEqualTo(2_000).matches("\\P{Cntrl}*");
                    }
                });
    }

    @ParameterizedTest
    @EnumSource(HealthState.class)
    void keysAreUniqueAndSubmenusAreNeverEmpty(HealthState state) {
        for (AppState chat : AppState.values()) {
            Facts facts = Facts.of(
                            Facts.local(state),
                            Facts.paused(Facts.lan(state)),
                            Facts.cloud(state),
                            Facts.connection("local_ollama.copy", ConnectionKind.OPENAI, "http://b:1", state))
                    .chat(chat)
                    .signedIn(false)
                    .autostart(false)
                    .ollamaCanBeStarted()
                    .legacyUntil(Facts.NOW.plusSeconds(5))
                    .answered("gpu_box", "m", 0)
                    .failedOver("gpu_box", "cloud_proxy", "");
            List<TrayItem> all = flat(TrayMenu.of(facts.facts()).items());
            assertThat(all).extracting(TrayItem::key).doesNotHaveDuplicates();
            assertThat(all)
                    .filteredOn(TrayItem.Submenu.class::isInstance)
                    .allMatch(item -> !((TrayItem.Submenu) item).items().isEmpty());
        }
    }

    private static TrayCommand command(Facts facts, String key) {
        return actions(TrayMenu.of(facts.facts()).items()).stream()
                .filter(action -> action.key().equals(key))
                .findFirst()
                .orElseThrow()
                .command();
    }

    private static List<TrayItem.Action> actions(List<TrayItem> items) {
        return flat(items).stream()
                .filter(TrayItem.Action.class::isInstance)
                .map(TrayItem.Action.class::cast)
                .toList();
    }

    private static List<TrayItem> flat(List<TrayItem> items) {
        List<TrayItem> all = new ArrayList<>();
        for (TrayItem item : items) {
            all.add(item);
            if (item instanceof TrayItem.Submenu submenu) {
                all.addAll(flat(submenu.items()));
            }
        }
        return all;
    }
}
