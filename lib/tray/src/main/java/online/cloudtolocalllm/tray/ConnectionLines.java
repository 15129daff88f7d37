package online.cloudtolocalllm.tray;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.Whereabouts;
import online.cloudtolocalllm.protocol.words.Figures;

/** The lines of one connection: how it is, and what can be done with it. */
final class ConnectionLines {

    /** How many models a submenu shows; a menu that is higher than the screen is scrolled by its arrows, line by line. */
    static final int MODELS = 25;

    private final TrayFacts facts;
    private final ConnectionStatus connection;
    /** What the keys of its lines begin with; no name of a connection has a slash. */
    private final String key;

    ConnectionLines(TrayFacts facts, ConnectionStatus connection) {
        this.facts = facts;
        this.connection = connection;
        this.key = "connection/" + connection.id() + "/";
    }

    /** Its line in the menu, with the submenu. */
    TrayItem.Submenu submenu() {
        List<TrayItem> lines = new ArrayList<>();
        lines.add(new TrayItem.Text(key + "what", what()));
        lines.add(new TrayItem.Text(key + "state", state()));
        signedIn().ifPresent(lines::add);
        lines.add(new TrayItem.Separator(key + "line"));
        lines.add(new TrayItem.Action(
                key + "prefer",
                "Prefer",
                new TrayCommand.Prefer(connection.id(), !connection.preferred()),
                true,
                Optional.of(connection.preferred())));
        lines.add(new TrayItem.Action(
                key + "pause",
                connection.paused() ? "Resume" : "Pause",
                new TrayCommand.Pause(connection.id(), !connection.paused())));
        lines.add(new TrayItem.Action(key + "test", "Test now", new TrayCommand.Test(connection.id())));
        lines.add(new TrayItem.Action(
                key + "copy", "Copy address", new TrayCommand.Copy(Words.line(connection.address(), 2_000))));
        if (connection.health().state() == HealthState.SIGN_IN_NEEDED) {
            lines.add(new TrayItem.Action(key + "token", "Set token…", new TrayCommand.OpenSettings("connections")));
        }
        if (connection.modelsKnown()) {
            lines.add(models());
        }
        return new TrayItem.Submenu("connection/" + connection.id(), label(), lines);
    }

    /** In one line: a mark, the name, how it is. */
    private String label() {
        List<String> parts = new ArrayList<>();
        parts.add(mark() + " " + Words.line(connection.id().name(), 40));
        parts.add(shortly());
        if (facts.status().snapshot().active().equals(Optional.of(connection.id()))) {
            parts.add("serving");
        }
        if (connection.preferred()) {
            parts.add("preferred");
        }
        return String.join(" · ", parts);
    }

    /** The same marks as in the terminal. */
    private String mark() {
        if (connection.paused()) {
            return "‖";
        }
        return switch (connection.health().state()) {
            case UP -> "●";
            case SLOW, SIGN_IN_NEEDED, RATE_LIMITED -> "◐";
            case UNKNOWN, CONNECTING -> "◌";
            case DOWN -> "○";
        };
    }

    private String shortly() {
        if (connection.paused()) {
            return "paused";
        }
        return switch (connection.health().state()) {
            case UP -> connection.latency().map(Words::latency).orElse("up");
            case SLOW ->
                connection.latency().map(took -> "slow, " + Words.latency(took)).orElse("slow");
            case UNKNOWN, CONNECTING -> "connecting…";
            case DOWN -> "down since " + since();
            case SIGN_IN_NEEDED, RATE_LIMITED -> connection.health().state().word();
        };
    }

    private String since() {
        return Figures.moment(connection.health().since(), facts.now(), facts.zone());
    }

    /** What stands at the other end. */
    private String what() {
        String host = Words.line(Whereabouts.hostAndPort(connection.address()), 60);
        return switch (connection.kind()) {
            case LOCAL_OLLAMA -> named("Ollama") + " on this computer";
            case OLLAMA -> named("Ollama") + at(host);
            case CLOUD_PROXY -> "CloudToLocalLLM cloud";
            case OPENAI -> "OpenAI-compatible server" + at(host);
            case DEMO -> "Demonstration with prepared answers";
        };
    }

    private String named(String program) {
        return program
                + connection
                        .version()
                        .map(version -> " " + Words.line(version, 20))
                        .orElse("");
    }

    private static String at(String host) {
        return host.isEmpty() ? "" : " at " + host;
    }

    /** How it is and since when, with the reason if it is not well. */
    private String state() {
        if (connection.paused()) {
            return "Paused: requests are kept away from it";
        }
        Health health = connection.health();
        String word =
                switch (health.state()) {
                    case UP -> "Up";
                    case SLOW -> "Slow";
                    case DOWN -> "Down";
                    case SIGN_IN_NEEDED -> "Sign-in needed";
                    case RATE_LIMITED -> "Limited";
                    case UNKNOWN, CONNECTING -> "Connecting";
                };
        String reason = Words.line(health.reason());
        return word + " since " + since() + (reason.isEmpty() ? "" : ": " + reason);
    }

    private Optional<TrayItem> signedIn() {
        return connection.kind() == ConnectionKind.CLOUD_PROXY
                ? facts.signedIn().map(yes -> new TrayItem.Text(key + "signed-in", yes ? "Signed in" : "Not signed in"))
                : Optional.empty();
    }

    private TrayItem models() {
        List<String> models = connection.models();
        if (models.isEmpty()) {
            return new TrayItem.Text(key + "models", "No models yet");
        }
        List<TrayItem> lines = new ArrayList<>();
        lines.add(new TrayItem.Text(key + "models/hint", "Choose one to copy its name"));
        for (int at = 0; at < Math.min(MODELS, models.size()); at++) {
            String model = models.get(at);
            String loaded = connection.loaded().contains(model) ? " · in memory" : "";
            lines.add(new TrayItem.Action(
                    key + "models/" + at, Words.model(model) + loaded, new TrayCommand.Copy(Words.line(model, 2_000))));
        }
        if (models.size() > MODELS) {
            lines.add(new TrayItem.Text(key + "models/more", "… and " + (models.size() - MODELS) + " more"));
        }
        return new TrayItem.Submenu(key + "models", Figures.count(models.size(), "model"), lines);
    }
}
