package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import online.cloudtolocalllm.broker.BoardWatcher;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.tray.Notifier;
import online.cloudtolocalllm.tray.notify.NotificationRules;
import online.cloudtolocalllm.tray.notify.NotificationState;
import online.cloudtolocalllm.tray.notify.NotificationStep;
import online.cloudtolocalllm.tray.notify.Seen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has notified what is worth it: looks when the board changes, at most four times a second, and when the rules want to look again. It
 * looks on while nothing is to be shown, so that turning notifications on tells nothing old. Thread-safe; no method blocks.
 */
final class NoticeDesk implements BoardWatcher {

    /** Between two looks. */
    static final Duration GAP = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(NoticeDesk.class);
    private static final int MOST_FAILOVERS = 64;

    private final Supplier<StatusSnapshot> board;
    private final BooleanSupplier canStartOllama;
    private final Notifier notifier;
    private final DesktopThreads threads;
    private final Paced looking;
    private final long startNanos;
    /** Those since the last look, of each connection the last. Guarded by itself. */
    private final Map<ConnectionId, FailoverEvent> failovers = new LinkedHashMap<>();
    /** Used by one thread after the other, by {@code looking}. */
    private volatile NotificationState state;
    /** When the earliest timer that runs will have a look. */
    private volatile Instant waking = Instant.MAX;

    private volatile boolean shows;
    private volatile boolean closed;

    /**
     * A desk that shows nothing until {@link #show} says so.
     *
     * @param board the connections
     * @param canStartOllama whether to offer that; may block
     * @param notifier shows what is to be shown
     */
    NoticeDesk(
            Supplier<StatusSnapshot> board, BooleanSupplier canStartOllama, Notifier notifier, DesktopThreads threads) {
        this.board = board;
        this.canStartOllama = canStartOllama;
        this.notifier = notifier;
        this.threads = threads;
        this.startNanos = threads.time().nanoTime();
        this.state = NotificationState.at(Instant.EPOCH);
        this.looking = threads.paced(this::look, GAP);
        looking.ask();
    }

    /** Whether notices are shown from now on. */
    void show(boolean on) {
        shows = on;
    }

    @Override
    public void changed() {
        looking.ask();
    }

    @Override
    public void failedOver(FailoverEvent event) {
        synchronized (failovers) {
            failovers.remove(event.from());
            failovers.put(event.from(), event);
            if (failovers.size() > MOST_FAILOVERS) {
                failovers.remove(failovers.keySet().iterator().next());
            }
        }
    }

    /** Shows nothing more. */
    void close() {
        closed = true;
        looking.close();
    }

    /** On a clock that no one sets, and that stands still while the machine sleeps. */
    private Instant now() {
        return Instant.EPOCH.plusNanos(threads.time().nanoTime() - startNanos);
    }

    private void look() {
        List<FailoverEvent> since;
        synchronized (failovers) {
            since = List.copyOf(failovers.values());
            failovers.clear();
        }
        Seen seen = new Seen(board.get(), since, canStartOllama.getAsBoolean());
        Instant now = now();
        NotificationStep step = NotificationRules.step(state, seen, now);
        state = step.state();
        if (!closed) {
            step.notice().filter(ignored -> shows).ifPresent(notifier::show);
            step.wake().ifPresent(when -> wake(when, now));
        }
    }

    /** One timer is enough: when it has a look, the rules say when the next one is due. */
    private void wake(Instant when, Instant now) {
        if (waking.isAfter(now) && !waking.isAfter(when)) {
            return;
        }
        waking = when;
        try {
            threads.later().run(Duration.between(now, when), () -> {
                if (waking.equals(when)) {
                    waking = Instant.MAX;
                }
                looking.ask();
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("the daemon stops: nothing is looked at any more");
        }
    }
}
