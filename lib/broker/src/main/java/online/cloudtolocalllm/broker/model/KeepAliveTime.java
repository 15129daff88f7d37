package online.cloudtolocalllm.broker.model;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For how long a model stays in memory after a request, as {@code keep_alive} says it: seconds, or text such as {@code 1h30m}. Pure. */
public final class KeepAliveTime {

    /** Where a request does not say it. */
    public static final Duration USUAL = Duration.ofMinutes(5);

    /** Longer ones, and "for ever", are taken for this. */
    public static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d*)?");
    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d*)?)(ns|us|µs|ms|s|m|h)");

    private KeepAliveTime() {}

    /** Reads the value; {@link #USUAL} if it is none. Negative means for ever, zero not at all. */
    public static Duration read(String value) {
        if (value.isEmpty()) {
            return USUAL;
        }
        if (value.startsWith("-") && value.length() > 1 && Character.isDigit(value.charAt(1))) {
            return LONGEST;
        }
        if (SECONDS.matcher(value).matches()) {
            return limited(Double.parseDouble(value));
        }
        Matcher part = PART.matcher(value);
        double seconds = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            seconds += Double.parseDouble(part.group(1)) * unit(part.group(2));
            end = part.end();
        }
        return end == 0 || end != value.length() ? USUAL : limited(seconds);
    }

    private static double unit(String unit) {
        return switch (unit) {
            case "h" -> 3600;
            case "m" -> 60;
            case "s" -> 1;
            case "ms" -> 1e-3;
            case "ns" -> 1e-9;
            default -> 1e-6;
        };
    }

    private static Duration limited(double seconds) {
        return seconds >= LONGEST.toSeconds() ? LONGEST : Duration.ofNanos((long) (seconds * 1e9));
    }
}
