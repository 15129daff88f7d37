package online.cloudtolocalllm.tray;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import online.cloudtolocalllm.protocol.ipc.IconState;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.protocol.status.Supervision;
import online.cloudtolocalllm.protocol.status.TrayState;

/** Facts to draw a tray from, one change after the other. Each method changes this and gives it back. */
final class Facts {

    static final Instant NOW = Instant.parse("2026-11-22T12:42:00Z");
    static final Instant SINCE = Instant.parse("2026-11-22T12:31:00Z");

    private final List<ConnectionStatus> connections = new ArrayList<>();
    private String gateway = "http://127.0.0.1:11435";
    private Optional<ConnectionId> active = Optional.empty();
    private Optional<FailoverEvent> failover = Optional.empty();
    private Optional<LastAnswer> lastAnswer = Optional.empty();
    private Optional<Instant> legacyUntil = Optional.empty();
    private AppState chat = AppState.ABSENT;
    private Optional<Boolean> signedIn = Optional.empty();
    private Optional<String> tooltip = Optional.empty();
    private Optional<IconState> icon = Optional.empty();
    private boolean canStartOllama;
    private Optional<Boolean> autostart = Optional.empty();

    /** A connection with three models that is well. */
    static ConnectionStatus connection(String name, ConnectionKind kind, String address, HealthState state) {
        return connection(name, kind, address, state, "", List.of("llama3.2:latest", "mistral:7b", "qwen3:8b"));
    }

    static ConnectionStatus connection(
            String name, ConnectionKind kind, String address, HealthState state, String reason, List<String> models) {
        return new ConnectionStatus(
                new ConnectionId(name),
                kind,
                address,
                true,
                0,
                new Health(state, SINCE, reason),
                Optional.of("0.12.3"),
                models,
                true,
                Optional.of(Duration.ofMillis(2)),
                Optional.of(NOW));
    }

    static ConnectionStatus local(HealthState state) {
        return connection("local_ollama", ConnectionKind.LOCAL_OLLAMA, "http://localhost:11434", state);
    }

    static ConnectionStatus lan(HealthState state) {
        return connection("gpu_box", ConnectionKind.OLLAMA, "http://192.168.1.20:11434", state);
    }

    static ConnectionStatus cloud(HealthState state) {
        return connection("cloud_proxy", ConnectionKind.CLOUD_PROXY, "https://cloud.example", state);
    }

    static ConnectionStatus because(ConnectionStatus of, String reason) {
        return copy(
                of,
                of.enabled(),
                new Health(of.health().state(), SINCE, reason),
                of.paused(),
                of.preferred(),
                of.loaded());
    }

    static ConnectionStatus off(ConnectionStatus of) {
        return copy(of, false, of.health(), of.paused(), of.preferred(), of.loaded());
    }

    static ConnectionStatus paused(ConnectionStatus of) {
        return copy(of, of.enabled(), of.health(), true, of.preferred(), of.loaded());
    }

    static ConnectionStatus preferred(ConnectionStatus of) {
        return copy(of, of.enabled(), of.health(), of.paused(), true, of.loaded());
    }

    static ConnectionStatus loaded(ConnectionStatus of, String... models) {
        return copy(of, of.enabled(), of.health(), of.paused(), of.preferred(), List.of(models));
    }

    private static ConnectionStatus copy(
            ConnectionStatus of,
            boolean enabled,
            Health health,
            boolean paused,
            boolean preferred,
            List<String> loaded) {
        return new ConnectionStatus(
                of.id(),
                of.kind(),
                of.address(),
                enabled,
                of.priority(),
                health,
                of.version(),
                of.models(),
                of.modelsKnown(),
                of.latency(),
                of.lastCheck(),
                paused,
                preferred,
                loaded,
                of.latencies());
    }

    /** These connections; the first that serves is the active one. */
    static Facts of(ConnectionStatus... connections) {
        Facts facts = new Facts();
        facts.connections.addAll(List.of(connections));
        facts.active = facts.connections.stream()
                .filter(one ->
                        one.enabled() && !one.paused() && one.health().state().serves())
                .map(ConnectionStatus::id)
                .findFirst();
        return facts;
    }

    Facts answered(String by, String model, double tokensPerSecond) {
        return answered(by, model, tokensPerSecond, LastAnswer.End.WHOLE);
    }

    Facts answered(String by, String model, double tokensPerSecond, LastAnswer.End end) {
        lastAnswer = Optional.of(new LastAnswer(
                SINCE,
                new ConnectionId(by),
                model,
                tokensPerSecond > 0 ? OptionalDouble.of(tokensPerSecond) : OptionalDouble.empty(),
                end));
        return this;
    }

    Facts failedOver(String from, String to, String why) {
        failover = Optional.of(new FailoverEvent(SINCE, new ConnectionId(from), new ConnectionId(to), why));
        return this;
    }

    Facts chat(AppState state) {
        chat = state;
        return this;
    }

    Facts signedIn(boolean yes) {
        signedIn = Optional.of(yes);
        return this;
    }

    Facts tooltip(String words) {
        tooltip = Optional.of(words);
        return this;
    }

    Facts wish(IconState state) {
        icon = Optional.of(state);
        return this;
    }

    Facts ollamaCanBeStarted() {
        canStartOllama = true;
        return this;
    }

    Facts autostart(boolean on) {
        autostart = Optional.of(on);
        return this;
    }

    Facts legacyUntil(Instant until) {
        legacyUntil = Optional.of(until);
        return this;
    }

    Facts gateway(String address) {
        gateway = address;
        return this;
    }

    TrayFacts facts() {
        DaemonStatus status = new DaemonStatus(
                "0.1.0",
                42,
                SINCE,
                gateway,
                58_000_000,
                0,
                0,
                412,
                0,
                legacyUntil,
                TrayState.SHOWN,
                Supervision.NONE,
                List.of(),
                new StatusSnapshot(7, NOW, connections, active, failover));
        return new TrayFacts(
                status, lastAnswer, chat, signedIn, tooltip, icon, canStartOllama, autostart, NOW, ZoneOffset.UTC);
    }

    TrayPicture picture() {
        return TrayPicture.of(facts());
    }

    /** The lines of the menu as they are seen, submenus indented; {@code [x]} and {@code [ ]} are check marks. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        write(TrayMenu.of(facts()).items(), "", lines);
        return lines;
    }

    /** The same without what is in submenus. */
    List<String> topLines() {
        return lines().stream().filter(line -> !line.startsWith(" ")).toList();
    }

    private static void write(List<TrayItem> items, String indent, List<String> lines) {
        for (TrayItem item : items) {
            switch (item) {
                case TrayItem.Separator line -> lines.add(indent + "---");
                case TrayItem.Text text -> lines.add(indent + text.label());
                case TrayItem.Action action ->
                    lines.add(indent
                            + action.checked().map(on -> on ? "[x] " : "[ ] ").orElse("")
                            + action.label()
                            + (action.enabled() ? "" : " (not now)"));
                case TrayItem.Submenu submenu -> {
                    lines.add(indent + submenu.label() + " >");
                    write(submenu.items(), indent + "    ", lines);
                }
            }
        }
    }
}
