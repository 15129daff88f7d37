package online.cloudtolocalllm.broker.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * Notices that this program stood still: the machine slept, the process was stopped, or somebody set the clock. Thread-safe.
 *
 * <p>While a machine sleeps its wall clock goes on and its monotonic clock, on Linux, does not. A process that was stopped
 * sees both go on and itself look late.
 */
final class Clocks {

    /** Between two looks. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Clocks are adjusted and timers are late by less than this every day. */
    static final Duration JUMP = Duration.ofSeconds(5);

    private static final long WORTH_A_LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private final TimeSource time;
    private final AtomicReference<Reading> last;

    private record Reading(Instant wall, long nanos) {}

    /** Begins to compare. */
    Clocks(TimeSource time) {
        this.time = time;
        this.last = new AtomicReference<>(new Reading(time.now(), time.nanoTime()));
    }

    /**
     * Looks at both clocks; to be called about every {@link #LOOK_EVERY}, and before anything that must not meet what is left
     * from before a sleep. Each jump is told to one caller only.
     *
     * @return whether the program stood still since the last look
     */
    boolean jumped() {
        Reading before = Objects.requireNonNull(last.get());
        long nanos = time.nanoTime();
        if (nanos - before.nanos < WORTH_A_LOOK_NANOS) {
            return false;
        }
        Reading now = new Reading(time.now(), nanos);
        Duration passed = Duration.ofNanos(nanos - before.nanos);
        Duration apart = Duration.between(before.wall, now.wall).minus(passed).abs();
        boolean late = passed.compareTo(LOOK_EVERY.plus(JUMP)) > 0;
        return last.compareAndSet(before, now) && (late || apart.compareTo(JUMP) > 0);
    }
}
