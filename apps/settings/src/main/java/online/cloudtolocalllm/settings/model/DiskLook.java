package online.cloudtolocalllm.settings.model;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at something on the disk beside the window's thread, one look at a time. For the window's thread; no method blocks.
 *
 * @param <T> what a look tells
 */
public final class DiskLook<T> {

    private final Executor disk;
    private final Executor screen;
    private final Supplier<T> look;
    private final Consumer<T> then;
    private boolean looking;

    /**
     * One that has not looked yet.
     *
     * @param disk where the look may block
     * @param screen the window's thread
     * @param look the look
     * @param then is told of it on the window's thread
     */
    public DiskLook(Executor disk, Executor screen, Supplier<T> look, Consumer<T> then) {
        this.disk = disk;
        this.screen = screen;
        this.look = look;
        this.then = then;
    }

    /** Looks, unless a look is under way. */
    public void look() {
        if (looking) {
            return;
        }
        looking = true;
        try {
            disk.execute(() -> {
                T seen = look.get();
                screen.execute(() -> {
                    looking = false;
                    then.accept(seen);
                });
            });
        } catch (RejectedExecutionException e) {
            // The window ends: nobody looks any more.
            looking = false;
        }
    }
}
