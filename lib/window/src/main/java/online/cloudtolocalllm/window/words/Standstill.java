package online.cloudtolocalllm.window.words;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.Whereabouts;

/**
 * Why no connection serves, and what to do about it. Made for a moment when none does.
 *
 * @param brief what is so, in a few words
 * @param next the next step, as sentences
 */
public record Standstill(String brief, String next) {

    private static final String ADD = "\"cloudtolocalllm connections add NAME URL\"";
    private static final String NO_OLLAMA = "Ollama is not installed or not running: get it at ollama.com/download,"
            + " or start it with \"ollama serve\".";

    /** That of these connections. Pure. */
    public static Standstill of(List<ConnectionStatus> all) {
        List<ConnectionStatus> on =
                all.stream().filter(ConnectionStatus::enabled).toList();
        if (on.isEmpty()) {
            return new Standstill(
                    "No connection serves",
                    all.isEmpty()
                            ? "There is no connection yet. Add one with " + ADD + "."
                            : "No connection is switched on. Switch one on with \"cloudtolocalllm connections enable "
                                    + name(all) + "\", or add one with " + ADD + ".");
        }
        List<ConnectionStatus> asked =
                on.stream().filter(connection -> !connection.paused()).toList();
        if (asked.isEmpty()) {
            return new Standstill(
                    "Everything is paused",
                    "Everything is paused. Resume it in the tray's menu, or with \"cloudtolocalllm connections resume "
                            + name(on) + "\".");
        }
        return new Standstill("No connection serves", next(asked));
    }

    private static String name(List<ConnectionStatus> of) {
        return of.size() == 1 ? of.getFirst().id().name() : "NAME";
    }

    private static String next(List<ConnectionStatus> asked) {
        Optional<ConnectionStatus> ollama =
                asked.stream().filter(Standstill::withoutOllama).findFirst();
        if (ollama.isPresent()) {
            return NO_OLLAMA;
        }
        Optional<ConnectionStatus> closed = asked.stream()
                .filter(connection -> connection.health().state() == HealthState.SIGN_IN_NEEDED)
                .findFirst();
        if (closed.isPresent()) {
            String name = closed.get().id().name();
            return name + " needs a sign-in: set its token with \"cloudtolocalllm token set " + name + "\".";
        }
        ConnectionStatus first = asked.getFirst();
        String name = first.id().name();
        return switch (first.health().state()) {
            case UNKNOWN, CONNECTING -> name + " is asked just now.";
            default ->
                name + " is " + first.health().state().word()
                        + (first.health().reason().isEmpty()
                                ? ""
                                : ": " + Words.plain(first.health().reason()))
                        + ". Look into it with \"cloudtolocalllm test " + name + "\".";
        };
    }

    /** What helps this connection; empty if nothing is known to. */
    static String help(ConnectionStatus connection) {
        return withoutOllama(connection) ? NO_OLLAMA : "";
    }

    /** Another computer's Ollama is not for this one's user to start. */
    private static boolean withoutOllama(ConnectionStatus connection) {
        boolean ollama = connection.kind() == ConnectionKind.LOCAL_OLLAMA || connection.kind() == ConnectionKind.OLLAMA;
        return ollama && connection.health().nothingListens() && Whereabouts.of(connection) == Whereabouts.HERE;
    }
}
