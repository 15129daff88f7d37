package online.cloudtolocalllm.daemon.report;

import java.util.List;

/**
 * Writes Prometheus' text format, version 0.0.4: for each family its help, its type, then its samples together. Not thread-safe.
 */
final class MetricsText {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** What a family is. */
    enum Type {
        /** Only rises. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Counts in buckets. */
        HISTOGRAM;

        private String word() {
            return switch (this) {
                case COUNTER -> "counter";
                case GAUGE -> "gauge";
                case HISTOGRAM -> "histogram";
            };
        }
    }

    private final StringBuilder text = new StringBuilder(8192);

    /** Begins a family; its samples must follow before the next one begins. */
    MetricsText family(String name, Type type, String help) {
        text.append("# HELP ").append(name).append(' ');
        escape(help, false);
        text.append("\n# TYPE ").append(name).append(' ').append(type.word()).append('\n');
        return this;
    }

    /** One sample without labels. */
    MetricsText sample(String name, double value) {
        return sample(name, List.of(), List.of(), value);
    }

    /**
     * One sample.
     *
     * @param labels the names of its labels
     * @param values as many values, any text
     */
    MetricsText sample(String name, List<String> labels, List<String> values, double value) {
        text.append(name);
        for (int i = 0; i < labels.size(); i++) {
            text.append(i == 0 ? '{' : ',').append(labels.get(i)).append("=\"");
            escape(values.get(i), true);
            text.append('"');
        }
        if (!labels.isEmpty()) {
            text.append('}');
        }
        text.append(' ').append(number(value)).append('\n');
        return this;
    }

    private void escape(String value, boolean quotes) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '"' -> text.append(quotes ? "\\\"" : "\"");
                default -> text.append(c);
            }
        }
    }

    /** Whole numbers without a fraction; infinity as the format spells it. */
    static String number(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            return "+Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
