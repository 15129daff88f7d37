package online.cloudtolocalllm.cli.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.protocol.status.DaemonStatus;

/** The newest state, and whether the person wants to leave; what nobody saw in time is replaced. Thread-safe. */
public final class Board {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by {@code lock}, as the others. */
    private View view = new View(0, Optional.empty(), Optional.empty());

    private boolean connected = true;

    /**
     * What is to be seen.
     *
     * @param number grows with each change
     * @param status the state; empty while no daemon runs
     * @param leave how to end, once somebody wants to
     */
    public record View(long number, Optional<DaemonStatus> status, Optional<ExitCode> leave) {}

    /** The daemon told its state. */
    public void status(DaemonStatus status) {
        change(() -> {
            connected = true;
            view = new View(view.number + 1, Optional.of(status), view.leave);
        });
    }

    /** There is no link to a daemon. */
    public void gone() {
        change(() -> {
            if (connected) {
                connected = false;
                view = new View(view.number + 1, Optional.empty(), view.leave);
            }
        });
    }

    /** Somebody wants to leave; the first one counts. */
    public void leave(ExitCode how) {
        change(() -> view = new View(view.number + 1, view.status, view.leave.or(() -> Optional.of(how))));
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for another view than the one that was seen last.
     *
     * @param seen its number
     * @return the newest view; the one that was seen if the time is over
     * @throws InterruptedException if interrupted
     */
    public View next(long seen, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (view.number == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
            return view;
        } finally {
            lock.unlock();
        }
    }
}
