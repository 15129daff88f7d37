package online.cloudtolocalllm.chat.model.library;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.Undo;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.window.words.Words;

/**
 * Models that are being deleted. A server has no way back, so it is asked only when the time for undoing is over; until then, and until its
 * list lacks the model, the model is only not shown. For JavaFX's thread; no method blocks.
 */
final class Deletions {

    private final ModelQuestions questions;
    private final Errands errands;
    private final Undo undo;
    private final Runnable changed;
    private final Runnable gone;
    private final Set<Place> hidden = new HashSet<>();
    private final Set<Place> deleted = new HashSet<>();
    private String problem = "";

    private record Place(String canonical, String connection) {}

    /**
     * None.
     *
     * @param changed runs after each change
     * @param gone runs when one was deleted
     */
    Deletions(ModelQuestions questions, Errands errands, Undo undo, Runnable changed, Runnable gone) {
        this.questions = questions;
        this.errands = errands;
        this.undo = undo;
        this.changed = changed;
        this.gone = gone;
    }

    /** Why the last one failed, as sentences; empty if it did not. */
    String problem() {
        return problem;
    }

    /** Hides a model of a connection and deletes it when that is no more undone. */
    void begin(String model, String connection) {
        Place place = new Place(CanonicalName.of(model), connection);
        if (!hidden.add(place)) {
            return;
        }
        problem = "";
        changed.run();
        undo.offer(
                Words.model(model) + " was deleted from " + Words.plain(connection) + ".",
                () -> show(place),
                () -> delete(model, place));
    }

    private void show(Place place) {
        hidden.remove(place);
        changed.run();
    }

    private void delete(String model, Place place) {
        errands.ask(() -> questions.delete(model, place.connection()), reply -> {
            switch (reply) {
                case Reply.Done<String> ignored -> {
                    deleted.add(place);
                    gone.run();
                }
                case Reply.Failed<String> failed -> {
                    String name = Words.model(model);
                    problem = failed.unknown()
                            ? "Nobody knows whether " + name + " was deleted from " + place.connection() + ": "
                                    + failed.sentence() + " Look again in a moment."
                            : name + " was not deleted from " + place.connection() + ": " + failed.sentence();
                    show(place);
                }
            }
        });
    }

    /** The daemon is so now: what a server does not list any more need not be hidden, and may be downloaded again. */
    void show(ChatState state) {
        List<ConnectionStatus> all = state.status().map(DaemonStatus::snapshot).stream()
                .flatMap(snapshot -> snapshot.connections().stream())
                .toList();
        for (Place place : List.copyOf(deleted)) {
            boolean listed = all.stream()
                    .filter(connection -> connection.id().name().equals(place.connection()))
                    .flatMap(connection -> connection.models().stream())
                    .anyMatch(model -> CanonicalName.of(model).equals(place.canonical()));
            if (!listed) {
                deleted.remove(place);
                hidden.remove(place);
            }
        }
    }

    /** A model was downloaded: it is there, whatever was deleted before. */
    void there(String model) {
        String canonical = CanonicalName.of(model);
        deleted.removeIf(place -> place.canonical().equals(canonical) && hidden.remove(place));
    }

    /** The rows without what is being deleted. */
    List<ModelRow> left(List<ModelRow> rows) {
        if (hidden.isEmpty()) {
            return rows;
        }
        List<ModelRow> left = new ArrayList<>();
        rows.forEach(row -> without(row).ifPresent(left::add));
        return List.copyOf(left);
    }

    private Optional<ModelRow> without(ModelRow row) {
        String canonical = CanonicalName.of(row.model());
        List<String> places = kept(row.places(), canonical);
        if (places.size() == row.places().size()) {
            return Optional.of(row);
        }
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(new ModelRow(
                        row.model(),
                        row.mark(),
                        row.tone(),
                        row.facts(),
                        row.bytes(),
                        row.loaded(),
                        places.contains(row.serving()) ? row.serving() : places.getFirst(),
                        places,
                        kept(row.deletable(), canonical),
                        row.standing()));
    }

    private List<String> kept(List<String> connections, String canonical) {
        return connections.stream()
                .filter(connection -> !hidden.contains(new Place(canonical, connection)))
                .toList();
    }
}
