package online.cloudtolocalllm.daemon.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A strict reader of Prometheus' text format 0.0.4 that refuses what the format or its conventions do not allow. */
final class PrometheusText {

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-z_][a-z0-9_]*) (.+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z_][a-z0-9_]*)(\\{(.*)})? ([^ ]+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_][a-z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\n\"])*)\"(,|$)");
    private static final Pattern VALUE = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final Map<String, List<double[]>> buckets = new LinkedHashMap<>();
    private String family = "";
    private String helped = "";

    /** All samples, by name and labels in the order of their names. */
    static Map<String, Double> read(String text) {
        if (!text.endsWith("\n") || text.contains("\r") || text.contains("\n\n")) {
            throw new AssertionError("every line ends with one line feed");
        }
        PrometheusText reader = new PrometheusText();
        text.lines().forEach(reader::line);
        reader.checkHistograms();
        return reader.samples;
    }

    private void line(String line) {
        Matcher comment = COMMENT.matcher(line);
        if (comment.matches()) {
            comment(comment.group(1), comment.group(2), comment.group(3));
        } else if (line.startsWith("#")) {
            throw new AssertionError("not a comment of the format: " + line);
        } else {
            sample(line);
        }
    }

    private void comment(String kind, String name, String rest) {
        if (kind.equals("HELP")) {
            check(!types.containsKey(name), name + " comes twice");
            helped = name;
            return;
        }
        check(helped.equals(name), name + " has its type without its help before it");
        check(rest.matches("counter|gauge|histogram"), name + " has the type " + rest);
        check(rest.equals("counter") == name.endsWith("_total"), name + " is a " + rest);
        check(!name.matches(".*(_ms|_millis|_kb|_mb|_minutes)(_.*)?"), name + " is not in base units");
        types.put(name, rest);
        family = name;
    }

    private void sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        check(sample.matches(), "not a sample: " + line);
        String name = sample.group(1);
        boolean histogram = "histogram".equals(types.get(family));
        String suffix = histogram ? "_bucket|_sum|_count" : "";
        check(name.matches(family + (histogram ? "(" + suffix + ")" : "")), name + " stands in " + family);
        Map<String, String> labels = labels(sample.group(3) == null ? "" : sample.group(3));
        check(VALUE.matcher(sample.group(4)).matches(), "not a number: " + line);
        double value = Double.parseDouble(sample.group(4));
        check(samples.put(name + labels, value) == null, "twice: " + line);
        if (name.equals(family + "_bucket")) {
            String bound = Objects.requireNonNull(labels.get("le"), "a bucket without its bound");
            Map<String, String> others = new TreeMap<>(labels);
            others.remove("le");
            buckets.computeIfAbsent(family + others, ignored -> new ArrayList<>())
                    .add(new double[] {
                        bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound), value
                    });
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            check(label.find(at) && label.start() == at, "not labels: " + text);
            String value = unescaped(label.group(2));
            check(labels.put(label.group(1), value) == null, "a label twice: " + text);
            at = label.end();
            check(!label.group(3).isEmpty() || at == text.length(), "not labels: " + text);
        }
        return labels;
    }

    private static String unescaped(String value) {
        Map<String, String> meanings = new HashMap<>(Map.of("\\\\", "\\", "\\n", "\n", "\\\"", "\""));
        return Pattern.compile("\\\\.")
                .matcher(value)
                .replaceAll(match -> Matcher.quoteReplacement(meanings.get(match.group())));
    }

    private void checkHistograms() {
        buckets.forEach((key, list) -> {
            for (int i = 1; i < list.size(); i++) {
                check(list.get(i)[0] > list.get(i - 1)[0], key + " has bounds that do not rise");
                check(list.get(i)[1] >= list.get(i - 1)[1], key + " has counts that fall");
            }
            String name = key.substring(0, key.indexOf('{'));
            String labels = key.substring(key.indexOf('{'));
            check(list.getLast()[0] == Double.POSITIVE_INFINITY, key + " has no last bucket");
            check(
                    list.getLast()[1] == samples.getOrDefault(name + "_count" + labels, -1.0),
                    key + " counts two different things");
            check(samples.containsKey(name + "_sum" + labels), key + " has no sum");
        });
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new AssertionError(otherwise);
        }
    }
}
