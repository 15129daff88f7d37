package online.cloudtolocalllm.chat.model.standing;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import online.cloudtolocalllm.chat.model.ChatState;

/** Leads out of a standstill: looks what there is, and does what is chosen, one thing at a time. For JavaFX's thread; no method blocks. */
public final class FirstRun {

    private final Remedies remedies;
    private final Executor blocking;
    private final Executor back;
    private final Consumer<Guide> listener;
    private Guide guide = Guide.EMPTY;
    private boolean looking;

    /**
     * One that knows nothing yet.
     *
     * @param remedies what can be done
     * @param blocking runs what blocks
     * @param back brings results to this object's thread
     * @param listener hears every change, on this object's thread
     */
    public FirstRun(Remedies remedies, Executor blocking, Executor back, Consumer<Guide> listener) {
        this.remedies = remedies;
        this.blocking = blocking;
        this.back = back;
        this.listener = listener;
    }

    /** How it is now. */
    public Guide guide() {
        return guide;
    }

    /** What is known of the daemon has changed. */
    public void show(ChatState state) {
        Situation before = guide.situation();
        become(guide.at(Situation.of(state)));
        if (!guide.situation().equals(before)) {
            look();
        }
    }

    /** Looks for Ollama again, where it could help; to be called now and then while the guide is seen. */
    public void look() {
        if (!(guide.situation() instanceof Situation.Nothing) || looking) {
            return;
        }
        looking = true;
        blocking.execute(() -> {
            OllamaHere found = remedies.ollama();
            back.execute(() -> {
                looking = false;
                become(guide.with(found));
            });
        });
    }

    /** Starts Ollama. */
    public void startOllama() {
        run(Guide.Way.OLLAMA, remedies::startOllama);
    }

    /** Starts the demo. */
    public void startDemo() {
        run(Guide.Way.DEMO, remedies::startDemo);
    }

    /** Has every connection asked again that is paused. */
    public void resume() {
        if (guide.situation() instanceof Situation.Paused(var names)) {
            run(Guide.Way.RESUME, () -> remedies.resume(names));
        }
    }

    private void run(Guide.Way way, Supplier<String> deed) {
        if (guide.busy().isPresent()) {
            return;
        }
        become(guide.begun(way));
        blocking.execute(() -> {
            String problem = deed.get();
            back.execute(() -> {
                become(guide.ended(way, problem));
                look();
            });
        });
    }

    private void become(Guide next) {
        if (!next.equals(guide)) {
            guide = next;
            listener.accept(next);
        }
    }
}
