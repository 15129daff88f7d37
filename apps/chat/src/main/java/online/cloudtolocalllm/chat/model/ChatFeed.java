package online.cloudtolocalllm.chat.model;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.window.words.LinkWords;

/** Keeps {@link ChatState} as the daemon tells it. Thread-safe; no method blocks. */
public final class ChatFeed implements AutoCloseable {

    private final TrayService daemon;
    private final UnifiedConnectionService service;
    private final Consumer<ChatState> listener;
    private final Object lock = new Object();

    /** Guarded by the lock. */
    private ChatState state = ChatState.EMPTY;

    /**
     * Begins.
     *
     * @param daemon the link, which the caller closes
     * @param listener hears every state, on any thread, one after the other
     */
    public ChatFeed(TrayService daemon, Consumer<ChatState> listener) {
        this.daemon = daemon;
        this.listener = listener;
        service = UnifiedConnectionService.over(daemon);
        daemon.onState(link -> change(now -> now.withLink(LinkWords.after(now.link(), link))));
        service.subscribe(status -> change(now -> now.withStatus(status)));
    }

    private void change(UnaryOperator<ChatState> step) {
        // Told under the lock: otherwise an older state could come last.
        synchronized (lock) {
            ChatState next = step.apply(state);
            if (!next.equals(state)) {
                state = next;
                listener.accept(next);
            }
        }
    }

    /** The model to ask from now on. */
    public void choose(String model) {
        change(now -> now.withChosen(model));
    }

    /** Connects now, and starts the daemon if none runs. */
    public void connectNow() {
        daemon.connectNow();
    }

    /** Asks models. */
    public UnifiedConnectionService service() {
        return service;
    }

    /** Ends what is asked. The link stays. */
    @Override
    public void close() {
        service.close();
    }
}
