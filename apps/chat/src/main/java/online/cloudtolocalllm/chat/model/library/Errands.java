package online.cloudtolocalllm.chat.model.library;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import online.cloudtolocalllm.chat.model.Aside;

/** Has what blocks done beside JavaFX's thread, each on a virtual thread of its own. Thread-safe. */
public final class Errands implements AutoCloseable {

    /** What was begun just before the end, such as deleting a model, is finished if it takes no longer. */
    private static final Duration LAST = Duration.ofSeconds(2);

    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("errand-", 0).factory());
    private final Executor screen;
    private final Aside aside;

    /**
     * Ones whose results come back here.
     *
     * @param screen runs what it is given on the window's thread, in order
     */
    public Errands(Executor screen) {
        this.screen = screen;
        aside = new Aside(workers, screen);
    }

    /** The same questions, for whoever has an order of its own among them. */
    public Aside aside() {
        return aside;
    }

    /** Asks, and hands the answer over on the window's thread. Does not block; after {@link #close()} nothing happens. */
    public <T> void ask(Supplier<T> question, Consumer<T> then) {
        aside.ask(question, then);
    }

    /** Does something that blocks. Does not block itself; after {@link #close()} nothing happens. */
    public void start(Runnable work) {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException e) {
            // The window closes: nobody waits for it any more.
        }
    }

    /** Runs this on the window's thread, later. */
    public void tell(Runnable news) {
        screen.execute(news);
    }

    /** Begins nothing more. Blocks until what was begun is done, two seconds at most, and interrupts the rest. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(LAST.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
