package online.cloudtolocalllm.daemon.ipc;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import online.cloudtolocalllm.broker.BoardWatcher;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;

/**
 * Tells subscribers of every change of the state: it hears of changes from the board, and never looks by itself. Changes that come
 * close together are told at once, and without a subscriber a change costs next to nothing. Thread-safe.
 */
public final class StatusFeed implements BoardWatcher {

    /** Between two states that are told. */
    static final Duration GAP = Duration.ofMillis(50);

    private final Source source;
    private final Executor workers;
    private final Later later;
    private final TimeSource time;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean due = new AtomicBoolean();
    /** Guarded by itself. */
    private final Failovers failovers = new Failovers();

    private volatile long lastNanos;
    private volatile boolean closed;

    /** Who is told. Thread-safe; its methods return at once. */
    interface Subscriber {

        /** The state that it asked for. */
        void asked(StatusUpdate update);

        /** The state has changed, and these failovers have been since the last call. */
        void changed(StatusUpdate update, List<FailoverEvent> since);
    }

    /**
     * Where the state comes from; may take a moment.
     *
     * @param looked for somebody who looks at it now
     * @param quiet the same without hurrying anything
     */
    public record Source(Supplier<DaemonStatus> looked, Supplier<DaemonStatus> quiet) {}

    /** Runs something once, after a while. Thread-safe. */
    @FunctionalInterface
    public interface Later {

        /** Runs the task after this time, on any thread. */
        void run(Duration delay, Runnable task);
    }

    /**
     * A feed without subscribers.
     *
     * @param workers writes the state as text
     * @param later keeps the gap between two states
     */
    public StatusFeed(Source source, Executor workers, Later later, TimeSource time) {
        this.source = source;
        this.workers = workers;
        this.later = later;
        this.time = time;
        this.lastNanos = time.nanoTime() - GAP.toNanos();
    }

    @Override
    public void changed() {
        if (subscribers.isEmpty() || closed || !due.compareAndSet(false, true)) {
            return;
        }
        long left = GAP.toNanos() - (time.nanoTime() - lastNanos);
        if (left <= 0) {
            workers.execute(this::tell);
        } else {
            later.run(Duration.ofNanos(left), () -> workers.execute(this::tell));
        }
    }

    @Override
    public void failedOver(FailoverEvent event) {
        if (!subscribers.isEmpty()) {
            synchronized (failovers) {
                failovers.add(event);
            }
        }
    }

    /** Tells this one the state now, and of every change from now on. */
    void subscribe(Subscriber subscriber) {
        if (!closed) {
            subscribers.add(subscriber);
            workers.execute(
                    () -> subscriber.asked(StatusUpdate.of(source.looked().get())));
        }
    }

    /** Tells this one nothing more; one that was not told anything is nothing new. */
    void unsubscribe(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    /** Tells nobody anything more. */
    public void close() {
        closed = true;
    }

    private void tell() {
        lastNanos = time.nanoTime();
        // Before the state is read: what changes from here on is told next time.
        due.set(false);
        List<FailoverEvent> since;
        synchronized (failovers) {
            since = failovers.take();
        }
        if (!closed && !subscribers.isEmpty()) {
            StatusUpdate update = StatusUpdate.of(source.quiet().get());
            subscribers.forEach(subscriber -> subscriber.changed(update, since));
        }
    }
}
