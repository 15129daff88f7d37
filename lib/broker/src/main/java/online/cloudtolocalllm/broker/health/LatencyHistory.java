package online.cloudtolocalllm.broker.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.protocol.status.Latency;

/**
 * How long probes took in the last quarter of an hour: at most 120 samples, one for each 7.5 s, of which the slowest is kept
 * because a chart should show it. Immutable.
 *
 * @param samples oldest first
 */
record LatencyHistory(List<Latency> samples) {

    static final LatencyHistory EMPTY = new LatencyHistory(List.of());

    static final Duration SPAN = Duration.ofMinutes(15);
    static final int MOST = 120;
    private static final Duration SLOT = SPAN.dividedBy(MOST);

    LatencyHistory {
        samples = List.copyOf(samples);
    }

    /** With one more; the wall clock may have been set back, and then what lies ahead of it is forgotten. */
    LatencyHistory with(Latency sample) {
        Instant at = sample.at();
        List<Latency> kept = new ArrayList<>(samples.size() + 1);
        for (Latency old : samples) {
            if (old.at().isAfter(at.minus(SPAN)) && !old.at().isAfter(at)) {
                kept.add(old);
            }
        }
        Latency last = kept.isEmpty() ? null : kept.getLast();
        if (last != null && last.at().plus(SLOT).isAfter(at)) {
            boolean slower = sample.took().compareTo(last.took()) > 0;
            kept.set(kept.size() - 1, slower ? new Latency(last.at(), sample.took()) : last);
        } else {
            kept.add(sample);
        }
        return new LatencyHistory(kept.subList(Math.max(0, kept.size() - MOST), kept.size()));
    }
}
