package online.cloudtolocalllm.daemon.secret;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Changes of tokens, one after the other: two that overlap could leave the keyring with the one and the settings with the other.
 * Thread-safe; no method blocks. As many can wait as there are IPC requests in flight and connections.
 */
public final class OneAtATime {

    private final Executor blocking;
    private final Object lock = new Object();
    /** The change that comes last so far. Guarded by {@code lock}. */
    private CompletionStage<?> last = CompletableFuture.completedFuture(null);

    /** Changes that the executor makes. */
    public OneAtATime(Executor blocking) {
        this.blocking = blocking;
    }

    /** Makes a change when all before it are through, whatever came of them. */
    <T> CompletionStage<T> run(Supplier<T> change) {
        synchronized (lock) {
            CompletionStage<T> next = last.handleAsync((before, failure) -> change.get(), blocking);
            last = next;
            return next;
        }
    }
}
