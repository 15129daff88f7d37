package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;

/**
 * How long windows may take.
 *
 * @param report until one that was started is connected
 * @param end until the process of one that has left has ended; then another one is started all the same
 */
record WindowTimes(Duration report, Duration end) {

    /** Long enough for a slow disk and a cold Java machine. */
    static final WindowTimes USUAL = new WindowTimes(Duration.ofSeconds(60), Duration.ofSeconds(2));
}
