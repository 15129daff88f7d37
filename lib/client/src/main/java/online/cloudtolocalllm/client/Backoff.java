package online.cloudtolocalllm.client;

import java.time.Duration;

/**
 * How long to wait between attempts: doubled after each, up to a limit, and spread so that many programs that lost the same
 * daemon do not all come back at the same moment.
 *
 * @param first the wait after the first failure
 * @param longest the limit
 */
record Backoff(Duration first, Duration longest) {

    private static final double SPREAD = 0.2;

    /** The wait after this many failures in a row (1 or more); {@code random} from 0 to 1 decides the spread of 20 %. */
    Duration delay(int failures, double random) {
        double doubled = first.toNanos() * Math.pow(2, Math.clamp(failures - 1L, 0, 40));
        double factor = 1 - SPREAD + 2 * SPREAD * random;
        return Duration.ofNanos((long) (Math.min(doubled, (double) longest.toNanos()) * factor));
    }
}
