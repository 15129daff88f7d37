package online.cloudtolocalllm.tray;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.ipc.IconState;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.words.Figures;

/**
 * What it all comes to: who serves, or why nobody does.
 *
 * @param icon the form of the icon
 * @param headline one line, in words
 * @param usable the connections that are enabled, in the order in which they are asked
 * @param active the one that the next request goes to
 */
record Situation(TrayIcon icon, String headline, List<ConnectionStatus> usable, Optional<ConnectionStatus> active) {

    /** Of these facts. */
    static Situation of(TrayFacts facts) {
        List<ConnectionStatus> usable = facts.status().snapshot().connections().stream()
                .filter(ConnectionStatus::enabled)
                .toList();
        Optional<ConnectionStatus> active = facts.status().snapshot().active().flatMap(id -> usable.stream()
                .filter(connection -> connection.id().equals(id))
                .findFirst());
        return active.isPresent()
                ? new Situation(serving(facts, usable, active.get()), headline(facts, active.get()), usable, active)
                : nobody(facts, usable);
    }

    private static Situation nobody(TrayFacts facts, List<ConnectionStatus> usable) {
        boolean trouble = facts.icon().equals(Optional.of(IconState.ERROR));
        if (usable.isEmpty()) {
            return without(trouble ? TrayIcon.ERROR : TrayIcon.IDLE, "No connections yet", usable);
        }
        if (usable.stream().allMatch(ConnectionStatus::paused)) {
            return without(TrayIcon.PAUSED, "Everything is paused", usable);
        }
        if (usable.stream().anyMatch(connection -> !connection.paused() && !isKnown(connection))) {
            return without(trouble ? TrayIcon.ERROR : TrayIcon.IDLE, "Connecting…", usable);
        }
        return without(TrayIcon.ERROR, "No connection can serve", usable);
    }

    private static Situation without(TrayIcon icon, String headline, List<ConnectionStatus> usable) {
        return new Situation(icon, headline, usable, Optional.empty());
    }

    private static TrayIcon serving(TrayFacts facts, List<ConnectionStatus> usable, ConnectionStatus active) {
        boolean anotherWasWanted = usable.stream()
                .anyMatch(connection -> connection.preferred()
                        && !connection.paused()
                        && isKnown(connection)
                        && !connection.health().state().serves());
        if (active.health().state() == HealthState.SLOW
                || anotherWasWanted
                || facts.icon().equals(Optional.of(IconState.ERROR))) {
            return TrayIcon.DEGRADED;
        }
        return Place.of(active) == Place.CLOUD ? TrayIcon.CLOUD : TrayIcon.LOCAL;
    }

    private static boolean isKnown(ConnectionStatus connection) {
        return switch (connection.health().state()) {
            case UNKNOWN, CONNECTING -> false;
            case UP, SLOW, DOWN, SIGN_IN_NEEDED, RATE_LIMITED -> true;
        };
    }

    private static String headline(TrayFacts facts, ConnectionStatus active) {
        StringBuilder line = new StringBuilder(
                active.health().state() == HealthState.SLOW
                        ? "Serving slowly"
                        : "Serving " + Place.of(active).words());
        Optional<LastAnswer> last =
                facts.lastAnswer().filter(answer -> answer.by().equals(active.id()));
        activeModel(last, active).ifPresent(model -> line.append(" · ").append(Words.line(model, 32)));
        last.map(LastAnswer::tokensPerSecond)
                .ifPresent(speed -> speed.ifPresent(value -> line.append(" · ").append(Figures.speed(value))));
        return line.toString();
    }

    /** The model that answered last, or else the only one in memory. */
    private static Optional<String> activeModel(Optional<LastAnswer> last, ConnectionStatus active) {
        return last.map(LastAnswer::model)
                .filter(model -> !model.isBlank())
                .or(() -> active.loaded().size() == 1
                        ? Optional.of(active.loaded().getFirst())
                        : Optional.empty())
                .map(Words::model);
    }
}
