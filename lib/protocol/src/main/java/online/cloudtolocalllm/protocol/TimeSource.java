package online.cloudtolocalllm.protocol;

import java.time.Instant;

/** Where time comes from, so that tests need no waiting. Thread-safe. */
public interface TimeSource {

    /** The wall clock; may jump when the clock is set or the machine wakes up. */
    Instant now();

    /** Nanoseconds of a monotonic clock with an arbitrary origin, for measuring durations. */
    long nanoTime();

    /** The machine's clocks. */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }

    /** The machine's clocks. */
    enum SystemTime implements TimeSource {
        /** The only value. */
        INSTANCE;

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }
}
