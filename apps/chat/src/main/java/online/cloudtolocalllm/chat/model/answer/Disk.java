package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Does what blocks on the disk, one thing after the other. Thread-safe. */
final class Disk implements Executor {

    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();

    // Guarded by the lock.

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * One that has nothing to do.
     *
     * @param threads runs each action on a thread that may block
     */
    Disk(Executor threads) {
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
        threads.execute(this::next);
    }

    private void next() {
        Runnable action;
        lock.lock();
        try {
            action = waiting.poll();
            if (action == null) {
                busy = false;
                idle.signalAll();
                return;
            }
        } finally {
            lock.unlock();
        }
        try {
            action.run();
        } finally {
            threads.execute(this::next);
        }
    }

    /** Waits until nothing is left to do; false if that took longer. */
    boolean await(Duration limit) throws InterruptedException {
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
