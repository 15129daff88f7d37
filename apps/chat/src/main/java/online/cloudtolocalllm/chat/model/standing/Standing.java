package online.cloudtolocalllm.chat.model.standing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.ConnectionWords;
import online.cloudtolocalllm.window.words.Standstill;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/**
 * How all connections are, in one line and in its details.
 *
 * @param mark a shape that tells it without colour
 * @param tone its colour
 * @param text the line
 * @param sentence what is so, and what comes next, as sentences
 * @param connections those that are switched on, in the order in which they are asked
 * @param failover the last one, in one line; empty if there was none
 * @param notices what the daemon wants to be known, one sentence each
 * @param startable whether starting the daemon would help
 */
public record Standing(
        String mark,
        Tone tone,
        String text,
        String sentence,
        List<ConnectionWords> connections,
        String failover,
        List<String> notices,
        boolean startable) {

    private static final String HEALS = "The window goes on by itself as soon as it runs.";

    /** Copies the lists. */
    public Standing {
        connections = List.copyOf(connections);
        notices = List.copyOf(notices);
    }

    /** The line alone. */
    private record Line(String mark, Tone tone, String text) {}

    /** That of this state. Pure. */
    public static Standing of(ChatState state, Instant now, ZoneId zone) {
        if (!state.link().up()) {
            boolean startable = state.link().startable();
            String said = Words.sentence(state.link().sentence());
            return new Standing(
                    startable ? "○" : "◌",
                    startable ? Tone.BAD : Tone.QUIET,
                    startable ? "Offline: no daemon" : said,
                    startable ? said + " " + HEALS : said,
                    List.of(),
                    "",
                    List.of(),
                    startable);
        }
        return state.status()
                .map(status -> of(status, now, zone))
                .orElseGet(() -> new Standing(
                        "◌",
                        Tone.QUIET,
                        "Asking the daemon …",
                        "The daemon is asked just now.",
                        List.of(),
                        "",
                        List.of(),
                        false));
    }

    private static Standing of(DaemonStatus status, Instant now, ZoneId zone) {
        StatusSnapshot snapshot = status.snapshot();
        List<ConnectionStatus> on = snapshot.connections().stream()
                .filter(ConnectionStatus::enabled)
                .toList();
        Line line = line(on);
        return new Standing(
                line.mark,
                line.tone,
                line.text,
                snapshot.active()
                        .flatMap(snapshot::connection)
                        .map(Standing::serves)
                        .orElseGet(() -> nobody(on, snapshot.connections())),
                on.stream()
                        .map(connection -> ConnectionWords.of(
                                connection, snapshot.active().equals(Optional.of(connection.id())), now, zone))
                        .toList(),
                snapshot.lastFailover()
                        .map(event -> "Last failover " + Figures.moment(event.at(), now, zone) + ": "
                                + event.from().name() + " → " + event.to().name()
                                + (event.why().isEmpty() ? "" : " (" + Words.plain(event.why()) + ")"))
                        .orElse(""),
                status.notices().stream().map(Words::sentence).toList(),
                false);
    }

    private static String serves(ConnectionStatus active) {
        return active.kind() == ConnectionKind.DEMO
                ? "The demo answers until a real connection is up."
                : "The next question goes to " + active.id().name() + ", if it has the model.";
    }

    /** Each connection says itself what is wrong with it. */
    private static String nobody(List<ConnectionStatus> on, List<ConnectionStatus> all) {
        if (on.stream().allMatch(ConnectionStatus::paused)) {
            return Standstill.of(all).next();
        }
        return on.stream().anyMatch(Standing::isAsked)
                ? "Connections are asked just now."
                : "No connection serves. The window goes on by itself as soon as one does.";
    }

    private static Line line(List<ConnectionStatus> on) {
        List<ConnectionStatus> asked =
                on.stream().filter(connection -> !connection.paused()).toList();
        if (asked.isEmpty()) {
            return on.isEmpty()
                    ? new Line("○", Tone.BAD, "No connection")
                    : new Line("‖", Tone.QUIET, "Everything is paused");
        }
        long up = asked.stream().filter(Standing::isUp).count();
        String paused = on.size() > asked.size() ? " · " + (on.size() - asked.size()) + " paused" : "";
        if (up == 0) {
            return none(asked, paused);
        }
        if (asked.stream().allMatch(connection -> connection.kind() == ConnectionKind.DEMO || !isUp(connection))) {
            return new Line("◐", Tone.WARN, "Only the demo" + paused);
        }
        if (up < asked.size()) {
            return new Line("◐", Tone.WARN, up + " of " + asked.size() + " up" + paused);
        }
        long slow = asked.stream()
                .filter(connection -> connection.health().state() == HealthState.SLOW)
                .count();
        if (asked.size() == 1) {
            ConnectionStatus only = asked.getFirst();
            return new Line(
                    slow == 0 ? "●" : "◐",
                    slow == 0 ? Tone.GOOD : Tone.WARN,
                    only.id().name() + " is " + only.health().state().word() + paused);
        }
        return slow == 0
                ? new Line("●", Tone.GOOD, "All up" + paused)
                : new Line("◐", Tone.WARN, "All up, " + slow + " slow" + paused);
    }

    private static Line none(List<ConnectionStatus> asked, String paused) {
        if (asked.stream().anyMatch(Standing::isAsked)) {
            return new Line("◌", Tone.QUIET, "Connecting …" + paused);
        }
        return new Line(
                "○",
                Tone.BAD,
                asked.size() == 1
                        ? asked.getFirst().id().name() + ": "
                                + asked.getFirst().health().state().word() + paused
                        : "None of " + asked.size() + " up" + paused);
    }

    static boolean isUp(ConnectionStatus connection) {
        return connection.health().state().serves();
    }

    /** Whether nobody knows yet how it is. */
    static boolean isAsked(ConnectionStatus connection) {
        return switch (connection.health().state()) {
            case UNKNOWN, CONNECTING -> true;
            case UP, SLOW, DOWN, SIGN_IN_NEEDED, RATE_LIMITED -> false;
        };
    }
}
