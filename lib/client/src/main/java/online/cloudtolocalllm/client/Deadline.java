package online.cloudtolocalllm.client;

import java.time.Duration;

/**
 * The end of a time limit.
 *
 * @param nanos on {@link System#nanoTime()}
 * @param limit the limit, for words
 */
record Deadline(long nanos, Duration limit) {

    private static final Duration LONGEST = Duration.ofDays(10_000);

    /** The end of a limit that begins now. */
    static Deadline after(Duration limit) {
        Duration counted = limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
        return new Deadline(System.nanoTime() + counted.toNanos(), counted);
    }

    /** The time left; zero or less when it is over. */
    long leftNanos() {
        return nanos - System.nanoTime();
    }

    /** That the limit is over. */
    DaemonException.NoAnswer noAnswer(DaemonException.Effect effect) {
        return new DaemonException.NoAnswer(effect, limit.toMillis());
    }
}
