package online.cloudtolocalllm.chat.model.picker;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.ModelChoice;
import online.cloudtolocalllm.chat.model.library.Catalog;
import online.cloudtolocalllm.chat.model.library.Errands;
import online.cloudtolocalllm.chat.model.library.ModelQuestions;
import online.cloudtolocalllm.chat.model.library.ModelRow;
import online.cloudtolocalllm.chat.model.library.ModelRows;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/**
 * Which model the open conversation asks, and the list to choose another one from. The daemon says who would serve a model, since it
 * knows aliases, allow lists and rules; it is asked anew when the models' places change. For JavaFX's thread; no method blocks.
 */
public final class Picker {

    private final Catalog catalog;
    private final Answers why;
    private final Answers looked;
    private final List<Consumer<PickerState>> listeners = new CopyOnWriteArrayList<>();
    private ChatState daemon = ChatState.EMPTY;
    /** The model that the conversation names; empty for whichever is best. */
    private String chosen = "";

    private List<ModelRow> all = List.of();
    private String search = "";
    private PickerState state = PickerState.EMPTY;

    /**
     * One that knows nothing yet.
     *
     * @param catalog told of the daemon by whoever owns it
     */
    public Picker(ModelQuestions questions, Errands errands, Catalog catalog) {
        this.catalog = catalog;
        this.why = new Answers(questions, errands, this::told);
        this.looked = new Answers(questions, errands, this::told);
        catalog.onChange(this::fresh);
    }

    /** Tells each new state, also the one that is now. */
    public void onChange(Consumer<PickerState> listener) {
        listeners.add(listener);
        listener.accept(state);
    }

    /** How it is now. */
    public PickerState state() {
        return state;
    }

    /**
     * The daemon and the open conversation are so now.
     *
     * @param model the model that the conversation names; empty for whichever is best
     */
    public void show(ChatState now, String model) {
        if (now.equals(daemon) && model.equals(chosen)) {
            return;
        }
        daemon = now;
        chosen = model;
        fresh();
    }

    private void fresh() {
        all = ModelRows.of(daemon, catalog.models());
        why.about(asked(), places(asked()));
        told();
    }

    /** Shows the models that have these words only. */
    public void search(String words) {
        search = words;
        told();
    }

    /** Asks who would serve the row that is looked at; an empty name for none. */
    public void look(String model) {
        looked.about(model, places(model));
        told();
    }

    private String asked() {
        return chosen.isEmpty() ? daemon.model().map(ModelChoice::model).orElse("") : chosen;
    }

    private Optional<ModelRow> row(String model) {
        return all.stream()
                .filter(row -> CanonicalName.same(row.model(), model))
                .findFirst();
    }

    /** What an answer about the model depends on; empty while nobody can be asked. */
    private Optional<Object> places(String model) {
        return daemon.link().up() && daemon.status().isPresent()
                ? Optional.of(row(model).map(row -> List.of(row.places(), row.serving(), row.standing())))
                : Optional.empty();
    }

    private void told() {
        state = now();
        listeners.forEach(listener -> listener.accept(state));
    }

    private PickerState now() {
        List<String> words = ModelRow.words(search);
        List<ModelRow> rows = all.stream().filter(row -> row.has(words)).toList();
        String asked = asked();
        Optional<ModelRow> row = row(asked);
        boolean linked = daemon.link().up() && daemon.status().isPresent();
        return new PickerState(
                asked,
                asked.isEmpty() ? daemon.badge().text() : Words.model(asked),
                linked && row.isPresent()
                        ? row.get().mark()
                        : asked.isEmpty() ? daemon.badge().mark() : "○",
                linked && row.isPresent()
                        ? row.get().tone()
                        : asked.isEmpty() ? daemon.badge().tone() : Tone.BAD,
                linked && !asked.isEmpty() ? why.sentence() : daemon.obstacle(),
                rows,
                rows.isEmpty() ? empty() : "",
                looked.sentence());
    }

    private String empty() {
        if (!all.isEmpty()) {
            return "No model has these words.";
        }
        return daemon.obstacle();
    }
}
