package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import online.cloudtolocalllm.broker.BoardWatcher;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;

/**
 * Spares a watcher the changes of the board that it shows nothing of: every probe is one. A new snapshot with the very same
 * connections was made for something beside them, and is passed on. So is one in a while, for what tells nobody that it has
 * changed: the day, by which times are written, and what is installed. Thread-safe; asks for the board while it is locked.
 */
final class ShownChanges implements BoardWatcher {

    /** Without a change that is shown. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    private final Supplier<StatusSnapshot> board;
    private final BiPredicate<StatusSnapshot, StatusSnapshot> looksSame;
    private final BoardWatcher watcher;
    private final TimeSource time;
    /** Guarded by this object's lock. */
    private StatusSnapshot last;
    /** Guarded by this object's lock. */
    private long passedOnNanos;

    /**
     * Passes on what is changed from now on.
     *
     * @param board must not block
     * @param looksSame whether the watcher shows two snapshots in the same way
     */
    ShownChanges(
            Supplier<StatusSnapshot> board,
            BiPredicate<StatusSnapshot, StatusSnapshot> looksSame,
            BoardWatcher watcher,
            TimeSource time) {
        this.board = board;
        this.looksSame = looksSame;
        this.watcher = watcher;
        this.time = time;
        this.last = board.get();
        this.passedOnNanos = time.nanoTime();
    }

    @Override
    public void changed() {
        if (isShown(board.get())) {
            watcher.changed();
        }
    }

    private synchronized boolean isShown(StatusSnapshot next) {
        boolean beside = next.connections().equals(last.connections());
        boolean same = !beside && looksSame.test(last, next);
        last = next;
        long now = time.nanoTime();
        if (same && now - passedOnNanos < LONGEST.toNanos()) {
            return false;
        }
        passedOnNanos = now;
        return true;
    }

    @Override
    public void failedOver(FailoverEvent event) {
        watcher.failedOver(event);
    }
}
