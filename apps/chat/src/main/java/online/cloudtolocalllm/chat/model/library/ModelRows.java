package online.cloudtolocalllm.chat.model.library;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.client.model.Model;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.window.words.ConnectionWords;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/** All models of the connections that are switched on, as rows: those that can be asked first, by name. Pure. */
public final class ModelRows {

    private ModelRows() {}

    /**
     * The rows of this state.
     *
     * @param known what the servers say of their models
     */
    public static List<ModelRow> of(ChatState state, List<Model> known) {
        Map<String, Model> facts = new HashMap<>();
        known.forEach(model -> facts.putIfAbsent(CanonicalName.of(model.name()), model));
        Map<String, String> names = new LinkedHashMap<>();
        known.forEach(model -> names.putIfAbsent(CanonicalName.of(model.name()), model.name()));
        Map<String, List<ConnectionStatus>> places = places(state, names);
        List<ModelRow> rows = new ArrayList<>();
        names.forEach((canonical, name) -> {
            List<ConnectionStatus> all = places.getOrDefault(canonical, List.of());
            Optional<Model> said = Optional.ofNullable(facts.get(canonical));
            if (!all.isEmpty()
                    || said.filter(model -> model.connections().isEmpty()).isPresent()) {
                rows.add(row(name, all, said, state.link().up()));
            }
        });
        rows.sort(Comparator.comparing((ModelRow row) -> !row.standing().isEmpty())
                .thenComparing(ModelRow::label, String.CASE_INSENSITIVE_ORDER));
        return List.copyOf(rows);
    }

    /** The connections that a model can be downloaded to: those of Ollama on this computer first. */
    public static List<String> targets(ChatState state) {
        return connections(state)
                .filter(connection -> state.link().up() && serves(connection) && takesModels(connection))
                .sorted(Comparator.comparingInt(connection -> connection.kind() == ConnectionKind.LOCAL_OLLAMA
                        ? 0
                        : connection.kind() == ConnectionKind.OLLAMA ? 1 : 2))
                .map(connection -> connection.id().name())
                .toList();
    }

    private static Stream<ConnectionStatus> connections(ChatState state) {
        return state.status().map(DaemonStatus::snapshot).stream()
                .flatMap(snapshot -> snapshot.connections().stream())
                .filter(ConnectionStatus::enabled);
    }

    private static boolean serves(ConnectionStatus connection) {
        return !connection.paused() && connection.health().state().serves();
    }

    private static boolean takesModels(ConnectionStatus connection) {
        return switch (connection.kind()) {
            case LOCAL_OLLAMA, OLLAMA, CLOUD_PROXY -> true;
            case OPENAI, DEMO -> false;
        };
    }

    /**
     * Who has each model, as the daemon asks them: what serves well, then what is preferred, then by priority as they come.
     *
     * @param names gets the names that are not in it
     */
    private static Map<String, List<ConnectionStatus>> places(ChatState state, Map<String, String> names) {
        List<ConnectionStatus> order = new ArrayList<>(connections(state).toList());
        order.sort(Comparator.comparing((ConnectionStatus connection) -> !serves(connection))
                .thenComparing(connection -> connection.health().state() == HealthState.SLOW)
                .thenComparing(connection -> !connection.preferred()));
        Map<String, List<ConnectionStatus>> places = new LinkedHashMap<>();
        for (ConnectionStatus connection : order) {
            Set<String> seen = new HashSet<>();
            for (String model : connection.models()) {
                String canonical = CanonicalName.of(model);
                names.putIfAbsent(canonical, model);
                if (seen.add(canonical)) {
                    places.computeIfAbsent(canonical, first -> new ArrayList<>())
                            .add(connection);
                }
            }
        }
        return places;
    }

    private static ModelRow row(String name, List<ConnectionStatus> all, Optional<Model> said, boolean linked) {
        boolean other = all.isEmpty();
        boolean asked = linked && (other || serves(all.getFirst()));
        // Only its mark is used, which has no time in it.
        Optional<ConnectionWords> words =
                all.stream().findFirst().map(first -> ConnectionWords.of(first, false, Instant.EPOCH, ZoneOffset.UTC));
        return new ModelRow(
                name,
                linked ? words.map(ConnectionWords::mark).orElse("→") : "○",
                linked ? words.map(ConnectionWords::tone).orElse(Tone.QUIET) : Tone.QUIET,
                said.map(ModelRows::facts).orElse(""),
                said.map(Model::size).orElse(OptionalLong.empty()),
                linked && all.stream().anyMatch(connection -> serves(connection) && holds(connection, name)),
                asked && !other ? all.getFirst().id().name() : "",
                all.stream().map(connection -> connection.id().name()).toList(),
                linked
                        ? all.stream()
                                .filter(connection -> serves(connection) && takesModels(connection))
                                .map(connection -> connection.id().name())
                                .toList()
                        : List.of(),
                asked ? "" : linked ? standing(all.getFirst()) : "no daemon");
    }

    private static boolean holds(ConnectionStatus connection, String name) {
        return connection.loaded().stream().anyMatch(loaded -> CanonicalName.same(loaded, name));
    }

    private static String facts(Model model) {
        return Stream.of(model.parameterSize(), model.quantization())
                .map(Words::plain)
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + " · " + other)
                .orElse("");
    }

    private static String standing(ConnectionStatus connection) {
        return connection.id().name() + ": "
                + (connection.paused() ? "paused" : connection.health().state().word());
    }
}
