package online.cloudtolocalllm.chat.model.library;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.Undo;
import online.cloudtolocalllm.chat.model.library.pull.Downloads;
import online.cloudtolocalllm.chat.model.library.pull.Pull;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.words.Figures;

/**
 * All models, with what can be done with them. It lives as long as the window, also while it is not shown. For JavaFX's thread; no
 * method blocks.
 */
public final class Library implements AutoCloseable {

    private final ModelQuestions questions;
    private final Errands errands;
    private final Catalog catalog;
    private final Downloads downloads;
    private final Deletions deletions;
    private final List<Consumer<LibraryState>> listeners = new CopyOnWriteArrayList<>();
    private ChatState daemon = ChatState.EMPTY;
    private List<ModelRow> known = List.of();
    private String search = "";
    private String chosen = "";
    private Details details = new Details.None();
    private LibraryState state = LibraryState.EMPTY;

    /**
     * One that knows nothing yet.
     *
     * @param catalog told of the daemon by whoever owns it
     */
    public Library(ModelQuestions questions, Errands errands, Catalog catalog, Undo undo, TimeSource time) {
        this.questions = questions;
        this.errands = errands;
        this.catalog = catalog;
        this.downloads = new Downloads(questions, errands, time, new Downloads.Listener() {
            @Override
            public void changed() {
                told();
            }

            @Override
            public void there(Pull pull) {
                arrived(pull);
            }
        });
        this.deletions = new Deletions(questions, errands, undo, this::told, catalog::refresh);
        catalog.onChange(this::fresh);
    }

    /** Tells each new state, also the one that is now. */
    public void onChange(Consumer<LibraryState> listener) {
        listeners.add(listener);
        listener.accept(state);
    }

    /** How it is now. */
    public LibraryState state() {
        return state;
    }

    /** The daemon is so now. */
    public void show(ChatState now) {
        daemon = now;
        deletions.show(now);
        fresh();
    }

    /** Rows are made anew only here: downloads tell something ten times a second, and there may be a thousand models. */
    private void fresh() {
        known = ModelRows.of(daemon, catalog.models());
        told();
    }

    /** Shows the models that have these words only. */
    public void search(String words) {
        search = words;
        told();
    }

    /** Asks for a model's details; an empty name for none. */
    public void choose(String model) {
        if (model.equals(chosen)) {
            return;
        }
        chosen = model;
        ask();
    }

    private void ask() {
        String asked = chosen;
        details = asked.isEmpty() ? new Details.None() : new Details.Asking();
        told();
        if (!asked.isEmpty()) {
            errands.ask(() -> Details.of(questions.details(asked)), answer -> {
                // An answer about another model comes too late.
                if (asked.equals(chosen)) {
                    details = answer;
                    told();
                }
            });
        }
    }

    /** Asks the servers anew for their models, and for the details of the chosen one. */
    public void refresh() {
        catalog.refresh();
        if (details instanceof Details.Failed) {
            ask();
        }
    }

    /** Deletes a model from a connection, ten seconds later unless that is undone. */
    public void delete(String model, String connection) {
        deletions.begin(model, connection);
    }

    /** Downloads, all of them. */
    public Downloads downloads() {
        return downloads;
    }

    private void arrived(Pull pull) {
        deletions.there(pull.model());
        catalog.refresh();
        if (CanonicalName.same(pull.model(), chosen)) {
            ask();
        }
    }

    private void told() {
        state = now();
        listeners.forEach(listener -> listener.accept(state));
    }

    private LibraryState now() {
        List<ModelRow> all = deletions.left(known);
        List<String> words = ModelRow.words(search);
        List<ModelRow> rows = all.stream().filter(row -> row.has(words)).toList();
        List<String> targets = ModelRows.targets(daemon);
        // It goes with its row; which may be back after an undo, so that it is not forgotten.
        Optional<ModelRow> row =
                rows.stream().filter(one -> one.model().equals(chosen)).findFirst();
        return new LibraryState(
                obstacle(targets),
                deletions.problem().isEmpty() ? catalog.problem() : deletions.problem(),
                count(all),
                rows,
                title(all),
                sentence(all, targets),
                row,
                row.isPresent() ? details : new Details.None(),
                downloads.all(),
                targets);
    }

    private String obstacle(List<String> targets) {
        if (!targets.isEmpty()) {
            return "";
        }
        return daemon.link().up() && daemon.status().isPresent() && daemon.ready()
                ? "No connection takes models now. Start Ollama, or add a connection to one in the settings."
                : daemon.obstacle();
    }

    private static String count(List<ModelRow> all) {
        if (all.isEmpty()) {
            return "";
        }
        long bytes = all.stream().mapToLong(row -> row.bytes().orElse(0)).sum();
        return Figures.count(all.size(), "model") + (bytes > 0 ? " · " + Figures.size(bytes) : "");
    }

    private String title(List<ModelRow> all) {
        if (!all.isEmpty()) {
            return "No model has these words";
        }
        return settled() ? "There is no model yet" : "";
    }

    private String sentence(List<ModelRow> all, List<String> targets) {
        if (!all.isEmpty()) {
            return "Look for another part of a name, a size or a connection.";
        }
        if (!settled()) {
            return daemon.link().up() ? "Asking the connections …" : "";
        }
        return targets.isEmpty()
                ? "Connect Ollama or another server that has models."
                : "Write a name above, such as llama3.2, and download it. ollama.com/library has them all.";
    }

    /** Whether what is not there is known not to be. */
    private boolean settled() {
        return daemon.link().up() && daemon.status().isPresent() && !catalog.asking();
    }

    /** Ends the downloads. */
    @Override
    public void close() {
        downloads.close();
    }
}
