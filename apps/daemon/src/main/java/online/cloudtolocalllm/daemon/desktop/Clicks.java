package online.cloudtolocalllm.daemon.desktop;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was chosen, done one after the other in the order in which it was chosen. At most {@value #MOST} wait; what comes
 * beyond that is dropped, as nobody clicks that fast. Thread-safe; no method blocks.
 */
final class Clicks {

    static final int MOST = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Clicks.class);

    private final Executor blocking;
    /** Guarded by itself. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    /** Guarded by {@code waiting}. */
    private boolean working;

    /**
     * Nothing was chosen yet.
     *
     * @param blocking where things are done
     */
    Clicks(Executor blocking) {
        this.blocking = blocking;
    }

    void add(Runnable deed) {
        synchronized (waiting) {
            if (waiting.size() >= MOST) {
                LOG.debug("a click was dropped: {} wait already", MOST);
                return;
            }
            waiting.add(deed);
            if (working) {
                return;
            }
            working = true;
        }
        try {
            blocking.execute(this::work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the daemon stops: clicks are nothing any more");
        }
    }

    private void work() {
        for (Optional<Runnable> next = next(); next.isPresent(); next = next()) {
            try {
                next.get().run();
            } catch (RuntimeException e) {
                LOG.error("what was chosen in the tray failed", e);
            }
        }
    }

    private Optional<Runnable> next() {
        synchronized (waiting) {
            working = !waiting.isEmpty();
            return Optional.ofNullable(waiting.poll());
        }
    }
}
