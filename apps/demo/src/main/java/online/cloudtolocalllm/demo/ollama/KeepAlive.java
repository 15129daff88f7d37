package online.cloudtolocalllm.demo.ollama;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** How long the model stays loaded after a request: {@code keep_alive}, seconds or a text such as {@code 1h30m}. */
sealed interface KeepAlive {

    /** What a negative time means; longer times are as good as this. */
    Duration FOREVER = Duration.ofDays(36_500);

    /** What no time means. */
    Duration BY_DEFAULT = Duration.ofMinutes(5);

    /** Stay for this time; zero means leave at once. */
    record For(Duration time) implements KeepAlive {}

    /** Not a time; the text is Ollama's. */
    record Wrong(String why) implements KeepAlive {}

    /** One number with its unit. */
    Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{0,9})?)(ns|us|µs|ms|s|m|h)");

    /** Seconds in each unit. */
    Map<String, Double> UNITS =
            Map.of("ns", 1e-9, "us", 1e-6, "µs", 1e-6, "ms", 1e-3, "s", 1.0, "m", 60.0, "h", 3600.0);

    /** Reads the field of a request. */
    static KeepAlive of(JsonObject request) {
        JsonValue value = request.get("keep_alive").orElse(JsonNull.NULL);
        if (value == JsonNull.NULL) {
            return new For(BY_DEFAULT);
        }
        if (value instanceof JsonNumber number) {
            return seconds(number.asDouble());
        }
        return value instanceof JsonText(String text)
                ? parse(text)
                : new Wrong("unsupported keep_alive type: a number of seconds or a text such as \"5m\" is needed");
    }

    private static KeepAlive parse(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return new For(Duration.ZERO);
        }
        double seconds = 0;
        Matcher part = PART.matcher(rest);
        int end = 0;
        while (end < rest.length() && part.find() && part.start() == end) {
            seconds += Double.parseDouble(part.group(1)) * UNITS.getOrDefault(part.group(2), 0.0);
            end = part.end();
        }
        return rest.isEmpty() || end < rest.length()
                ? new Wrong("time: invalid duration \"" + text + "\"")
                : seconds(negative ? -seconds : seconds);
    }

    private static KeepAlive seconds(double seconds) {
        return new For(
                seconds < 0 || seconds > FOREVER.toSeconds() ? FOREVER : Duration.ofMillis((long) (seconds * 1000)));
    }
}
