package online.cloudtolocalllm.cli.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import online.cloudtolocalllm.protocol.status.Latency;

/** The last quarter of an hour of a connection as one character a minute, newest last. Pure. */
final class Sparkline {

    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final int MINUTES = 15;

    /** A full bar; what is slower looks the same. */
    private static final double FULL_MILLIS = 1_000;

    private Sparkline() {}

    /**
     * The line: for each minute the slowest probe, on a logarithmic scale from 1 ms to 1 s, since 2 ms and 200 ms differ as
     * much to whoever waits as 200 ms and 2 s. A minute without an answered probe is a blank; leading blanks are left out.
     */
    static String of(List<Latency> latencies, Instant now) {
        double[] slowest = new double[MINUTES];
        for (Latency latency : latencies) {
            long minutesAgo = Duration.between(latency.at(), now).toMinutes();
            if (minutesAgo >= 0 && minutesAgo < MINUTES) {
                int minute = MINUTES - 1 - (int) minutesAgo;
                slowest[minute] =
                        Math.max(slowest[minute], Math.max(0.001, latency.took().toNanos() / 1e6));
            }
        }
        StringBuilder line = new StringBuilder(MINUTES);
        for (double millis : slowest) {
            if (millis > 0) {
                line.append(LEVELS.charAt(level(millis)));
            } else if (!line.isEmpty()) {
                line.append(' ');
            }
        }
        return line.toString();
    }

    private static int level(double millis) {
        double share = Math.log10(Math.max(1, millis)) / Math.log10(FULL_MILLIS);
        return (int) Math.min(LEVELS.length() - 1, Math.floor(share * LEVELS.length()));
    }
}
