package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Has something done when some time has passed. Thread-safe; does not block. */
@FunctionalInterface
public interface Later {

    /**
     * Calls it once.
     *
     * @param action called on any thread; must not block
     */
    void after(Duration time, Runnable action);

    /** By the machine's clock. */
    static Later system() {
        return (time, action) -> CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                .execute(action);
    }
}
