package online.cloudtolocalllm.daemon.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** A counter for each combination of labels that has come. The caller sees to it that these are few. Thread-safe. */
final class CounterFamily {

    static final Comparator<List<String>> BY_LABELS = Comparator.comparing(values -> String.join("\u0000", values));

    private final String name;
    private final String help;
    private final List<String> labels;
    private final ConcurrentMap<List<String>, LongAdder> counters = new ConcurrentHashMap<>();

    /**
     * A family without samples.
     *
     * @param name ends in {@code _total}
     */
    CounterFamily(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** Adds to the counter with these labels; adding nothing makes no counter. */
    void add(long more, String... values) {
        if (more > 0) {
            List<String> key = List.of(values);
            LongAdder counter = counters.get(key);
            (counter == null ? counters.computeIfAbsent(key, ignored -> new LongAdder()) : counter).add(more);
        }
    }

    void write(MetricsText text) {
        text.family(name, MetricsText.Type.COUNTER, help);
        counters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(BY_LABELS))
                .forEach(entry -> text.sample(
                        name, labels, entry.getKey(), (double) entry.getValue().sum()));
    }
}
