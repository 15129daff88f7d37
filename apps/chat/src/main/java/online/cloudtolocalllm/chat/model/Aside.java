package online.cloudtolocalllm.chat.model;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks beside the window's thread what blocks, and brings the answer back to it. Thread-safe.
 *
 * @param work runs what may block
 * @param screen runs what it is given on the window's thread, in order
 */
public record Aside(Executor work, Executor screen) {

    /**
     * Asks. Returns at once; when the window ends, nothing more comes of it.
     *
     * @param question may block
     * @param then gets what it came to, on the window's thread
     */
    public <T> void ask(Supplier<T> question, Consumer<T> then) {
        try {
            work.execute(() -> {
                T answer = question.get();
                screen.execute(() -> then.accept(answer));
            });
        } catch (RejectedExecutionException e) {
            // The window ends, and there is nobody to tell.
        }
    }

    /** The same, of which each question is asked when the one before it was answered. */
    public Aside inOrder() {
        return new Aside(new InOrder(work), screen);
    }
}
