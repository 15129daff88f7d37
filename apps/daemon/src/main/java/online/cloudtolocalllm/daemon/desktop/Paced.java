package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import online.cloudtolocalllm.daemon.ipc.StatusFeed;
import online.cloudtolocalllm.protocol.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task soon after it was asked for, never twice at once, and with a gap between two runs: asked for more often meanwhile, it
 * runs once. Nothing happens that nobody asked for. Thread-safe; asking costs next to nothing.
 */
final class Paced {

    private static final Logger LOG = LoggerFactory.getLogger(Paced.class);

    private final Runnable task;
    private final Duration gap;
    private final Executor workers;
    private final StatusFeed.Later later;
    private final TimeSource time;
    /** Guarded by this object's lock. */
    private State state = State.IDLE;
    /** Guarded by this object's lock. */
    private long lastNanos;

    private enum State {
        IDLE,
        DUE,
        RUNNING,
        /** Runs, and was asked for again. */
        AGAIN,
        CLOSED
    }

    /**
     * A task that nobody has asked for yet.
     *
     * @param workers where it runs
     * @param later keeps the gap
     */
    Paced(Runnable task, Duration gap, Executor workers, StatusFeed.Later later, TimeSource time) {
        this.task = task;
        this.gap = gap;
        this.workers = workers;
        this.later = later;
        this.time = time;
        this.lastNanos = time.nanoTime() - gap.toNanos();
    }

    /** Has it run soon; returns at once. */
    void ask() {
        long wait;
        synchronized (this) {
            switch (state) {
                case IDLE -> state = State.DUE;
                case RUNNING -> {
                    state = State.AGAIN;
                    return;
                }
                case DUE, AGAIN, CLOSED -> {
                    return;
                }
            }
            wait = left();
        }
        plan(wait);
    }

    /** It runs no more; a run that is under way goes on to its end. */
    synchronized void close() {
        state = State.CLOSED;
    }

    /** Called with this object's lock held. */
    private long left() {
        return gap.toNanos() - (time.nanoTime() - lastNanos);
    }

    private void plan(long waitNanos) {
        if (waitNanos <= 0) {
            begin();
        } else {
            try {
                later.run(Duration.ofNanos(waitNanos), this::begin);
            } catch (RejectedExecutionException e) {
                LOG.debug("the daemon stops: nothing is planned any more");
            }
        }
    }

    private void begin() {
        try {
            workers.execute(this::run);
        } catch (RejectedExecutionException e) {
            LOG.debug("the daemon stops: nothing is run any more");
        }
    }

    private void run() {
        synchronized (this) {
            if (state != State.DUE) {
                return;
            }
            state = State.RUNNING;
            lastNanos = time.nanoTime();
        }
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a part of the desktop failed; it is tried again with the next change", e);
        }
        long wait;
        synchronized (this) {
            if (state != State.AGAIN) {
                state = state == State.CLOSED ? State.CLOSED : State.IDLE;
                return;
            }
            state = State.DUE;
            wait = left();
        }
        plan(wait);
    }
}
