package online.cloudtolocalllm.tray.dbus;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does one thing after the other on a virtual thread, where waiting for others on the bus holds up neither the bus's reader nor whoever
 * shows something. What fails is logged. Thread-safe.
 */
final class Worker {

    private static final System.Logger LOG = System.getLogger(Worker.class.getName());

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name("tray").factory());

    /** Has it done next; nothing is done after the end. */
    void execute(Runnable work) {
        later(Duration.ZERO, work);
    }

    /** Has it done after this time. */
    void later(Duration time, Runnable work) {
        try {
            thread.schedule(() -> guarded(work), Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ended) {
            LOG.log(Level.TRACE, "the tray has been taken away", ended);
        }
    }

    /** Does this as the last thing; returns at once. */
    void end(Runnable last) {
        execute(() -> {
            try {
                last.run();
            } finally {
                thread.shutdownNow();
            }
        });
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the tray failed at something; the next picture draws it anew", e);
        }
    }
}
