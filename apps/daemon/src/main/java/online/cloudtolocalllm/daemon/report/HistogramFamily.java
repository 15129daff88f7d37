package online.cloudtolocalllm.daemon.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A histogram of seconds for each combination of labels that has come. Thread-safe; a lock is held for a few additions only. */
final class HistogramFamily {

    /** From an answer out of a cache to a model that is loaded first, in seconds. */
    private static final double[] BOUNDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600
    };

    private final String name;
    private final String help;
    private final List<String> labels;
    private final ConcurrentMap<List<String>, Buckets> histograms = new ConcurrentHashMap<>();

    private static final class Buckets {
        /** Guarded by this object; the last is for what is over every bound. */
        private final long[] counts = new long[BOUNDS.length + 1];
        /** Guarded by this object. */
        private long sumNanos;

        synchronized void add(long nanos) {
            counts[bucket(nanos / 1e9)]++;
            sumNanos += nanos;
        }

        private static int bucket(double seconds) {
            int bucket = 0;
            while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
                bucket++;
            }
            return bucket;
        }

        synchronized Buckets copy() {
            Buckets copy = new Buckets();
            System.arraycopy(counts, 0, copy.counts, 0, counts.length);
            copy.sumNanos = sumNanos;
            return copy;
        }
    }

    /**
     * A family without samples.
     *
     * @param name ends in {@code _seconds}
     */
    HistogramFamily(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.labels = List.of(labels);
    }

    void add(Duration duration, String... values) {
        List<String> key = List.of(values);
        Buckets buckets = histograms.get(key);
        (buckets == null ? histograms.computeIfAbsent(key, ignored -> new Buckets()) : buckets).add(duration.toNanos());
    }

    void write(MetricsText text) {
        text.family(name, MetricsText.Type.HISTOGRAM, help);
        List<String> bucketLabels = new ArrayList<>(labels);
        bucketLabels.add("le");
        histograms.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(CounterFamily.BY_LABELS))
                .forEach(entry -> write(
                        text, bucketLabels, entry.getKey(), entry.getValue().copy()));
    }

    private void write(MetricsText text, List<String> bucketLabels, List<String> values, Buckets buckets) {
        long soFar = 0;
        for (int i = 0; i < buckets.counts.length; i++) {
            soFar += buckets.counts[i];
            List<String> bucketValues = new ArrayList<>(values);
            bucketValues.add(MetricsText.number(i < BOUNDS.length ? BOUNDS[i] : Double.POSITIVE_INFINITY));
            text.sample(name + "_bucket", bucketLabels, bucketValues, (double) soFar);
        }
        text.sample(name + "_sum", labels, values, buckets.sumNanos / 1e9);
        text.sample(name + "_count", labels, values, (double) soFar);
    }
}
