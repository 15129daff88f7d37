package online.cloudtolocalllm.testkit;

import java.time.Duration;
import java.time.Instant;
import online.cloudtolocalllm.protocol.TimeSource;

/** Clocks that stand still until a test moves them. Thread-safe. */
public final class ManualClock implements TimeSource {

    /** What the wall clock shows at first: an arbitrary round moment. */
    public static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private record Reading(Instant wall, long nanos) {}

    /** Replaced under this object's lock. */
    private volatile Reading reading;

    /** Clocks whose wall clock shows {@link #START}. */
    public ManualClock() {
        this(START);
    }

    /** Clocks whose wall clock shows this moment. */
    public ManualClock(Instant wall) {
        reading = new Reading(wall, 0);
    }

    @Override
    public Instant now() {
        return reading.wall;
    }

    @Override
    public long nanoTime() {
        return reading.nanos;
    }

    /**
     * Time passes: both clocks go forward together.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public synchronized void advance(Duration time) {
        long nanos = forward(time);
        reading = new Reading(reading.wall.plus(time), reading.nanos + nanos);
    }

    /**
     * The machine sleeps and wakes up: the wall clock goes forward, the monotonic clock stood still, as on Linux.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public synchronized void sleepMachine(Duration time) {
        forward(time);
        shiftWall(time);
    }

    /** Somebody sets the wall clock; the time may be negative. */
    public synchronized void shiftWall(Duration time) {
        reading = new Reading(reading.wall.plus(time), reading.nanos);
    }

    /**
     * Only the monotonic clock goes forward.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public synchronized void advanceMonotonic(Duration time) {
        long nanos = forward(time);
        reading = new Reading(reading.wall, reading.nanos + nanos);
    }

    private static long forward(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not pass backwards: " + time);
        }
        return time.toNanos();
    }
}
