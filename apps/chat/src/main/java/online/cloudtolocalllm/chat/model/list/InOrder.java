package online.cloudtolocalllm.chat.model.list;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs one thing after the other: the second name that a person gives must not be stored before the first. Thread-safe. */
final class InOrder implements Executor {

    private final Executor work;

    /** Bounded by what hands can ask for while a disk writes a line. Guarded by this object's lock. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    /** Guarded by this object's lock. */
    private boolean running;

    InOrder(Executor work) {
        this.work = work;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        work.execute(this::run);
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        running = task != null;
        return task;
    }
}
