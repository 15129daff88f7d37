package online.cloudtolocalllm.chat.model.library;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.client.model.Model;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;

/**
 * What the servers say of their models. Asked anew when a connection's list of models changes, once at a time; the old answer stays
 * until there is a new one. For JavaFX's thread; no method blocks.
 */
public final class Catalog {

    private final ModelQuestions questions;
    private final Errands errands;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private List<Model> models = List.of();
    private String problem = "";
    private List<Offer> offers = List.of();
    private boolean asking;
    private boolean again;

    /** What a connection offers, without how it is otherwise: latencies change all the time. */
    private record Offer(String name, boolean serves, List<String> models) {
        static Offer of(ConnectionStatus connection) {
            boolean serves = connection.enabled()
                    && !connection.paused()
                    && connection.health().state().serves();
            return new Offer(connection.id().name(), serves, connection.models());
        }
    }

    /** One that has asked nothing yet. */
    public Catalog(ModelQuestions questions, Errands errands) {
        this.questions = questions;
        this.errands = errands;
    }

    /** Hears every change from now on. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** What is known. */
    public List<Model> models() {
        return models;
    }

    /** Why it could not be asked last, as a sentence; empty if it could. */
    public String problem() {
        return problem;
    }

    /** Whether it is being asked. */
    public boolean asking() {
        return asking;
    }

    /** The daemon is so now. */
    public void show(ChatState state) {
        if (!state.link().up() || state.status().isEmpty()) {
            return;
        }
        List<Offer> now = state.status().get().snapshot().connections().stream()
                .map(Offer::of)
                .toList();
        if (!now.equals(offers)) {
            offers = now;
            refresh();
        }
    }

    /** Asks anew. */
    public void refresh() {
        if (asking) {
            again = true;
            return;
        }
        asking = true;
        told();
        errands.ask(questions::models, this::take);
    }

    private void take(Reply<List<Model>> reply) {
        asking = false;
        switch (reply) {
            case Reply.Done<List<Model>>(List<Model> all) -> {
                models = List.copyOf(all);
                problem = "";
            }
            case Reply.Failed<List<Model>> failed -> problem = failed.sentence();
        }
        if (again) {
            again = false;
            refresh();
        } else {
            told();
        }
    }

    private void told() {
        listeners.forEach(Runnable::run);
    }
}
