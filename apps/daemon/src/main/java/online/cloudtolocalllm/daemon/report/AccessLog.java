package online.cloudtolocalllm.daemon.report;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import online.cloudtolocalllm.broker.journal.RequestRecord;
import org.slf4j.Logger;

/**
 * Writes a line in the log for each request that is over. Records wait in a queue of {@value #QUEUE}, which is emptied on another
 * thread, at once and then every {@value #PAUSE_MILLIS} ms: nobody reads 100 lines a second, and at the rate of a load test they
 * would push everything else out of the log within a minute. What finds the queue full is counted, and the number told in a line.
 * Thread-safe.
 */
final class AccessLog implements Consumer<RequestRecord> {

    static final int QUEUE = 100;
    static final long PAUSE_MILLIS = 1_000;

    private final Logger log;
    private final ScheduledExecutorService timer;
    private final Executor blocking;
    private final BlockingQueue<RequestRecord> waiting = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicBoolean emptying = new AtomicBoolean();
    private final AtomicLong left = new AtomicLong();
    private final AtomicLong leftBefore = new AtomicLong();
    private volatile boolean closed;

    /**
     * A log that has written nothing.
     *
     * @param log where lines go, at info
     * @param timer wakes up
     * @param blocking writes
     */
    AccessLog(Logger log, ScheduledExecutorService timer, Executor blocking) {
        this.log = log;
        this.timer = timer;
        this.blocking = blocking;
    }

    @Override
    public void accept(RequestRecord record) {
        if (closed || !log.isInfoEnabled()) {
            return;
        }
        if (!waiting.offer(record)) {
            left.incrementAndGet();
        } else if (emptying.compareAndSet(false, true)) {
            blocking.execute(this::write);
        }
    }

    private void write() {
        flush();
        timer.schedule(this::rested, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void rested() {
        if (waiting.isEmpty() && left.get() == leftBefore.get()) {
            emptying.set(false);
            // One may have come between the look and the word.
            if (waiting.isEmpty() || !emptying.compareAndSet(false, true)) {
                return;
            }
        }
        blocking.execute(this::write);
    }

    /** Writes what waits, and takes nothing more; blocks. */
    void close() {
        closed = true;
        flush();
    }

    private void flush() {
        // Not until it is empty: it might never be.
        List<RequestRecord> records = new ArrayList<>(QUEUE);
        waiting.drainTo(records);
        records.forEach(record -> log.info("{}", AccessLine.of(record)));
        long now = left.get();
        long more = now - leftBefore.getAndSet(now);
        if (more > 0) {
            log.info("{} more requests were too many for a line each", more);
        }
    }

    /** How many requests got no line because there were too many. */
    long left() {
        return left.get();
    }
}
