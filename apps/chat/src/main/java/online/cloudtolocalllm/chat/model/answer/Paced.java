package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * Does something after each mark, at most once in a period, and never twice at once: the first mark counts at once, later ones when the
 * period is over, so that the last one is never forgotten. Thread-safe.
 */
final class Paced {

    private final Later later;
    private final TimeSource time;
    private final Duration period;
    private final Executor where;
    private final Runnable action;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();

    // Guarded by the lock.

    private boolean ran;
    private long lastRun;
    private boolean due;
    private boolean running;
    private boolean marked;
    private boolean closed;

    /** One that has not been marked. */
    Paced(Later later, TimeSource time, Duration period, Executor where, Runnable action) {
        this.later = later;
        this.time = time;
        this.period = period;
        this.where = where;
        this.action = action;
    }

    /** Something is to be done. Does not block. */
    void mark() {
        Duration pause;
        lock.lock();
        try {
            if (running) {
                marked = true;
            }
            if (closed || running || due) {
                return;
            }
            due = true;
            pause = ran ? period.minusNanos(time.nanoTime() - lastRun) : Duration.ZERO;
        } finally {
            lock.unlock();
        }
        if (pause.isPositive()) {
            later.after(pause, () -> where.execute(this::run));
        } else {
            where.execute(this::run);
        }
    }

    private void run() {
        lock.lock();
        try {
            due = false;
            if (closed) {
                return;
            }
            running = true;
            ran = true;
            lastRun = time.nanoTime();
        } finally {
            lock.unlock();
        }
        try {
            action.run();
        } finally {
            done();
        }
    }

    private void done() {
        boolean again;
        lock.lock();
        try {
            running = false;
            again = marked;
            marked = false;
            idle.signalAll();
        } finally {
            lock.unlock();
        }
        if (again) {
            mark();
        }
    }

    /** Nothing is begun any more. Does not block. */
    void end() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #end}, and waits until what was begun is done. */
    void endAndWait() {
        lock.lock();
        try {
            closed = true;
            while (running) {
                idle.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
