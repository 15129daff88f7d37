package online.cloudtolocalllm.chat.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.window.words.Words;

/**
 * A model that can be asked now.
 *
 * @param model its name
 * @param connection who would serve it: the first connection that is up and has it
 */
public record ModelChoice(String model, String connection) {

    /** As it stands in a list. */
    public String label() {
        return Words.model(model);
    }

    /** All models of the connections that serve now, by name. Pure. */
    public static List<ModelChoice> all(DaemonStatus status) {
        Map<String, ModelChoice> found = new TreeMap<>();
        for (ConnectionStatus connection : inOrder(status)) {
            for (String model : connection.models()) {
                found.putIfAbsent(model, new ModelChoice(model, connection.id().name()));
            }
        }
        return List.copyOf(found.values());
    }

    /** As the daemon asks them: what serves well, then what is preferred, then by priority as they come. */
    private static List<ConnectionStatus> inOrder(DaemonStatus status) {
        List<ConnectionStatus> serving = new ArrayList<>(status.snapshot().connections().stream()
                .filter(connection -> connection.enabled()
                        && !connection.paused()
                        && connection.health().state().serves())
                .toList());
        serving.sort(Comparator.comparing(
                        (ConnectionStatus connection) -> connection.health().state() == HealthState.SLOW)
                .thenComparing(connection -> !connection.preferred()));
        return serving;
    }

    /**
     * The one to begin with: the one that was chosen before, if it is still there, else one that is in memory already, else the first.
     *
     * @param before the name of the one that was chosen before; empty for none
     */
    public static Optional<ModelChoice> best(List<ModelChoice> all, String before, DaemonStatus status) {
        List<String> loaded = status.snapshot().connections().stream()
                .flatMap(connection -> connection.loaded().stream())
                .toList();
        return all.stream()
                .filter(choice -> choice.model().equals(before))
                .findFirst()
                .or(() -> all.stream()
                        .filter(choice -> loaded.contains(choice.model()))
                        .findFirst())
                .or(() -> all.stream().findFirst());
    }
}
