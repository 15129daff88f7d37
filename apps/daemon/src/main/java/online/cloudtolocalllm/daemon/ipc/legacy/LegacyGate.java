package online.cloudtolocalllm.daemon.ipc.legacy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import online.cloudtolocalllm.protocol.TimeSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets old clients in for a time, or always, or, at first, not at all. A time is over as soon as either clock says so: whoever sets
 * the wall clock back, or lets the computer sleep, does not prolong it. Thread-safe; no listener is called while the lock is held.
 */
public final class LegacyGate {

    private static final Logger LOG = LoggerFactory.getLogger(LegacyGate.class);

    /** So long after the wall clock has reached the end it is noticed at the latest: the alarm counts only while the computer is awake. */
    private static final Duration LOOKS = Duration.ofMinutes(1);

    private final TimeSource time;
    private final Alarm alarm;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean told = new AtomicBoolean();
    /** Replaced under this object's lock. */
    private volatile Opening opening = new Opening(false, null);
    /** Guarded by this object's lock. */
    private Runnable dismissal = () -> {};

    /** Calls back later. */
    @FunctionalInterface
    public interface Alarm {

        /**
         * Runs a short task after a time, on any thread.
         *
         * @return takes the wish back, if it is not too late
         */
        Runnable after(Duration time, Runnable task);
    }

    private record Limit(Instant wall, long nanos) {

        /** By the clock that has less of it left; not positive when it is over. */
        Duration left(TimeSource time) {
            Duration wallLeft = Duration.between(time.now(), wall);
            Duration left = Duration.ofNanos(nanos - time.nanoTime());
            return left.compareTo(wallLeft) < 0 ? left : wallLeft;
        }
    }

    private record Opening(boolean always, @Nullable Limit limit) {}

    /**
     * A gate that is closed.
     *
     * @param time says when a time is over
     * @param alarm is asked to call then, and every minute before, so that sessions end that say nothing
     */
    public LegacyGate(TimeSource time, Alarm alarm) {
        this.time = time;
        this.alarm = alarm;
    }

    /** A gate that nobody opens. */
    public static LegacyGate shut() {
        return new LegacyGate(TimeSource.system(), (after, task) -> () -> {});
    }

    /** Whether old clients are let in now. */
    public boolean isOpen() {
        return state().on();
    }

    /** What holds now. */
    public LegacyState state() {
        Opening now = opening;
        if (now.always) {
            return new LegacyState(true, Optional.empty(), true);
        }
        Limit limit = now.limit;
        return limit != null && limit.left(time).isPositive()
                ? new LegacyState(true, Optional.of(limit.wall), false)
                : LegacyState.OFF;
    }

    /** Nanoseconds of a monotonic clock, by which the gate and what stands in it measure. */
    public long nanoTime() {
        return time.nanoTime();
    }

    /** Lets old clients in for a time from now on; a time that runs is replaced. */
    public void openFor(Duration length) {
        synchronized (this) {
            dismissal.run();
            Limit limit = new Limit(
                    time.now().plus(length).truncatedTo(ChronoUnit.SECONDS), time.nanoTime() + length.toNanos());
            opening = new Opening(opening.always, limit);
            set(limit);
        }
        LOG.info("old clients are let in without a proof for {}", length);
        look();
    }

    /** Says whether the settings let old clients in. */
    public void always(boolean wish) {
        boolean other;
        synchronized (this) {
            other = opening.always != wish;
            opening = new Opening(wish, opening.limit);
        }
        if (other && wish) {
            LOG.info("old clients are let in without a proof, as ipc.legacy says");
        }
        if (other) {
            look();
        }
    }

    /** Ends a time that runs; what the settings say stays. */
    public void endTime() {
        synchronized (this) {
            dismissal.run();
            dismissal = () -> {};
            opening = new Opening(opening.always, null);
        }
        look();
    }

    /** Called with this object's lock held. */
    private void set(Limit limit) {
        Duration left = limit.left(time);
        dismissal = alarm.after(left.compareTo(LOOKS) < 0 ? left : LOOKS, () -> ring(limit));
    }

    private void ring(Limit limit) {
        synchronized (this) {
            if (!limit.equals(opening.limit)) {
                return;
            }
            if (limit.left(time).isPositive()) {
                set(limit);
                return;
            }
            // For good: a wall clock that is set back must not let them in again.
            opening = new Opening(opening.always, null);
        }
        look();
    }

    private void look() {
        listeners.forEach(Runnable::run);
    }

    /** Has a task run after every change, also by the passing of time; it must be short, and bear being called too often. */
    public void whenChanged(Runnable task) {
        listeners.add(task);
    }

    /** An old client came while the gate is closed. The log tells its owner once what to do. */
    public void turnedAway() {
        if (!told.getAndSet(true)) {
            LOG.info("an old client was turned away; \"cloudtolocalllm ipc legacy on\" lets it in for 15 minutes");
        }
    }
}
