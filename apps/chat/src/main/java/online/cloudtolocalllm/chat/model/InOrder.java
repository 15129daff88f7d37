package online.cloudtolocalllm.chat.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Does what may block, one thing after the other: the second name that a person gives must not be stored before the first. What fails
 * keeps nothing behind it from being done. Thread-safe.
 */
public final class InOrder implements Executor {

    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();

    // Guarded by the lock.

    /** Bounded by what hands can ask for while a disk writes a line. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private boolean busy;

    /**
     * One that has nothing to do.
     *
     * @param threads runs on a thread that may block
     */
    public InOrder(Executor threads) {
        this.threads = threads;
    }

    /** Has it done behind everything else. Does not block. */
    @Override
    public void execute(Runnable action) {
        lock.lock();
        try {
            waiting.add(action);
            if (busy) {
                return;
            }
            busy = true;
        } finally {
            lock.unlock();
        }
        threads.execute(this::run);
    }

    /** On one thread to the end, so that all of it is done by an executor that was told to end meanwhile. */
    private void run() {
        boolean done = false;
        try {
            for (Runnable action = next(); action != null; action = next()) {
                action.run();
            }
            done = true;
        } finally {
            if (!done) {
                threads.execute(this::run);
            }
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            Runnable action = waiting.poll();
            if (action == null) {
                busy = false;
                idle.signalAll();
            }
            return action;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until nothing is left to do; false if that took longer.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean await(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (busy && left > 0) {
                left = idle.awaitNanos(left);
            }
            return !busy;
        } finally {
            lock.unlock();
        }
    }
}
