package online.cloudtolocalllm.tray;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.words.Figures;

/** The lines of the menu, group by group. */
final class MenuLines {

    /** How many connections the menu shows. */
    static final int CONNECTIONS = 30;

    private static final String PRODUCT = "CloudToLocalLLM";

    /** What is left of a time that is longer than any that can be set is no time limit. */
    private static final Duration FOR_GOOD = Duration.ofDays(365);

    private final TrayFacts facts;
    private final Situation situation;

    MenuLines(TrayFacts facts, Situation situation) {
        this.facts = facts;
        this.situation = situation;
    }

    /** The groups that have a line, with separators between them. */
    List<TrayItem> all() {
        List<TrayItem> lines = new ArrayList<>();
        int separators = 0;
        for (List<TrayItem> group : List.of(news(), connections(), daily(), windows(), endings())) {
            if (!lines.isEmpty() && !group.isEmpty()) {
                lines.add(new TrayItem.Separator("line." + ++separators));
            }
            lines.addAll(group);
        }
        return lines;
    }

    private List<TrayItem> news() {
        List<TrayItem> lines = new ArrayList<>();
        lines.add(new TrayItem.Text("headline", situation.headline()));
        facts.lastAnswer().ifPresent(answer -> lines.add(new TrayItem.Text("last-answer", answer(facts, answer))));
        facts.status()
                .snapshot()
                .lastFailover()
                .ifPresent(event -> lines.add(new TrayItem.Text("last-failover", failover(facts, event))));
        return lines;
    }

    /** Who answered last, when, and how fast or what became of it. */
    static String answer(TrayFacts facts, LastAnswer answer) {
        String model = Words.line(Words.model(answer.model()), 32);
        return "Last answer " + Figures.moment(answer.at(), facts.now(), facts.zone()) + ": "
                + (model.isEmpty() ? "" : model + " from ")
                + Words.line(answer.by().name(), 32) + ending(answer);
    }

    private static String ending(LastAnswer answer) {
        return switch (answer.end()) {
            case WHOLE ->
                answer.tokensPerSecond().isPresent()
                        ? ", " + Figures.speed(answer.tokensPerSecond().getAsDouble())
                        : "";
            case BROKE_OFF -> ", broke off";
            case STOPPED -> ", stopped by who asked";
        };
    }

    /** The last failover and why. */
    static String failover(TrayFacts facts, FailoverEvent event) {
        String why = Words.line(event.why());
        String line = "Last failover " + Figures.moment(event.at(), facts.now(), facts.zone()) + ": "
                + Words.line(event.from().name(), 32) + " → "
                + Words.line(event.to().name(), 32) + (why.isEmpty() ? "" : " (" + why + ")");
        return Words.line(line, 110);
    }

    private List<TrayItem> connections() {
        List<TrayItem> lines = new ArrayList<>();
        List<ConnectionStatus> usable = situation.usable();
        usable.stream()
                .limit(CONNECTIONS)
                .forEach(connection -> lines.add(new ConnectionLines(facts, connection).submenu()));
        if (usable.isEmpty()) {
            lines.add(action("connection.add", "Add a connection…", new TrayCommand.OpenSettings("connections")));
        } else if (usable.size() > CONNECTIONS) {
            lines.add(action(
                    "connection.more",
                    "… and " + (usable.size() - CONNECTIONS) + " more",
                    new TrayCommand.OpenSettings("connections")));
        }
        return lines;
    }

    private List<TrayItem> daily() {
        List<TrayItem> lines = new ArrayList<>();
        switch (facts.chat()) {
            case ABSENT -> {}
            case STOPPED -> lines.add(action("chat.launch", "Launch " + PRODUCT, new TrayCommand.ShowChat()));
            case STARTING ->
                lines.add(new TrayItem.Action(
                        "chat.launch",
                        "Starting " + PRODUCT + "…",
                        new TrayCommand.ShowChat(),
                        false,
                        Optional.empty()));
            case RUNNING -> {
                lines.add(action("chat.show", "Show " + PRODUCT, new TrayCommand.ShowChat()));
                lines.add(action("chat.hide", "Hide " + PRODUCT, new TrayCommand.HideChat()));
            }
        }
        if (signInMissing()) {
            lines.add(action("sign-in", "Sign in…", signIn()));
        }
        if (!facts.status().gateway().isBlank()) {
            String address = Words.line(facts.status().gateway(), 2_000);
            lines.add(action("gateway.copy", "Copy gateway address", new TrayCommand.Copy(address)));
        }
        if (facts.canStartOllama()) {
            lines.add(action("ollama.start", "Start Ollama", new TrayCommand.StartOllama()));
        }
        pauses(lines);
        facts.status().legacyUntil().filter(facts.now()::isBefore).ifPresent(until -> lines.add(legacy(until)));
        return lines;
    }

    /** The cloud is there to be used, and an app said that nobody is signed in. */
    private boolean signInMissing() {
        return facts.signedIn().equals(Optional.of(false))
                && situation.usable().stream().anyMatch(connection -> connection.kind() == ConnectionKind.CLOUD_PROXY);
    }

    private TrayCommand signIn() {
        return facts.chat() == AppState.RUNNING
                ? new TrayCommand.ShowChat()
                : new TrayCommand.OpenSettings("connections");
    }

    private void pauses(List<TrayItem> lines) {
        List<ConnectionStatus> usable = situation.usable();
        if (usable.stream().anyMatch(connection -> !connection.paused())) {
            lines.add(action("pause", "Pause everything", new TrayCommand.PauseAll(true)));
        }
        if (usable.stream().anyMatch(ConnectionStatus::paused)) {
            lines.add(action("resume", "Resume everything", new TrayCommand.PauseAll(false)));
        }
    }

    private TrayItem legacy(Instant until) {
        Duration left = Duration.between(facts.now(), until);
        String time = left.compareTo(FOR_GOOD) > 0 ? "until you say so" : Words.left(left) + " left";
        return new TrayItem.Submenu(
                "legacy",
                "Old clients are let in · " + time,
                List.of(action("legacy.end", "Let them in no longer", new TrayCommand.EndLegacy())));
    }

    private List<TrayItem> windows() {
        List<TrayItem> lines = new ArrayList<>();
        lines.add(action("settings", "Settings…", new TrayCommand.OpenSettings("")));
        lines.add(action("status", "Connection status…", new TrayCommand.OpenSettings("status")));
        facts.autostart()
                .ifPresent(on -> lines.add(new TrayItem.Action(
                        "autostart", "Start at login", new TrayCommand.StartAtLogin(!on), true, Optional.of(on))));
        return lines;
    }

    private List<TrayItem> endings() {
        List<TrayItem> lines = new ArrayList<>();
        if (facts.chat() == AppState.RUNNING) {
            lines.add(action("chat.quit", "Quit " + PRODUCT, new TrayCommand.QuitChat()));
        }
        lines.add(action("quit", "Quit daemon", new TrayCommand.QuitDaemon()));
        return lines;
    }

    private static TrayItem.Action action(String key, String label, TrayCommand command) {
        return new TrayItem.Action(key, label, command);
    }
}
