package online.cloudtolocalllm.real;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonRaw;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** An answer as lines of text in which two answers of the same server to the same request are equal. */
final class Shape {

    /** A client decides by these; others (Date, the gateway's own) may differ. */
    private static final Set<String> HEADERS =
            Set.of("content-type", "vary", "allow", "location", "retry-after", "www-authenticate", "cache-control");

    /** Times and durations: the field must be there, its value changes. */
    private static final Pattern TIME =
            Pattern.compile("created|created_at|completed_at|modified_at|expires_at|.*_duration");

    /** Texts that hold JSON, whose key order Ollama changes from call to call. */
    private static final Set<String> HOLD_JSON = Set.of("arguments", "partial_json", "delta");

    /** Lists of models, newest first: models made within the same moment change places. */
    private static final Set<String> LISTS = Set.of("models", "data");

    /** Texts of lines, whose order Ollama changes from call to call. */
    private static final Set<String> HOLD_LINES = Set.of("modelfile", "parameters");

    private static final Pattern MADE_UP_ID =
            Pattern.compile("^(chatcmpl|cmpl|msg|resp|rs|fc|call|toolu|item|req)([-_])\\w+$");

    /** The local port of a look-up that failed, inside an error's text. */
    private static final Pattern LOCAL_PORT = Pattern.compile(":\\d+->");

    private Shape() {}

    /** The status, the headers that matter, how the body is framed, and the body's structure line by line. */
    static List<String> of(Exchange exchange) {
        List<String> lines = new ArrayList<>();
        lines.add("status " + exchange.status());
        exchange.headers().stream()
                .filter(header ->
                        HEADERS.contains(header.name()) || header.name().startsWith("access-control-"))
                .map(header -> header.name() + ": " + header.value())
                .sorted()
                .forEach(lines::add);
        lines.add("framing: " + framing(exchange));
        exchange.text().lines().map(Shape::line).forEach(lines::add);
        return lines;
    }

    private static String framing(Exchange exchange) {
        if (!exchange.all("transfer-encoding").isEmpty()) {
            return String.join(", ", exchange.all("transfer-encoding"));
        }
        return exchange.all("content-length").isEmpty() ? "none" : "length";
    }

    /** One line of a body: JSON, an event that carries JSON, or text. */
    static String line(String line) {
        String prefix = line.startsWith("data: ") ? "data: " : "";
        try {
            return prefix
                    + steady("", Json.parse(line.substring(prefix.length()))).toJson();
        } catch (MalformedJsonException e) {
            return line;
        }
    }

    private static JsonValue steady(String name, JsonValue value) {
        if (TIME.matcher(name).matches() && !(value instanceof JsonNull)) {
            return new JsonText("<time>");
        }
        return switch (value) {
            case JsonObject(Map<String, JsonValue> fields) -> {
                Map<String, JsonValue> sorted = new TreeMap<>();
                fields.forEach((key, field) -> sorted.put(key, steady(key, field)));
                yield new JsonObject(sorted);
            }
            case JsonArray(List<JsonValue> items) -> steadyList(name, items);
            case JsonText(String text) -> steadyText(name, text);
            case JsonNumber number -> number;
            case JsonFlag flag -> flag;
            case JsonNull none -> none;
            case JsonRaw raw -> raw;
        };
    }

    private static JsonValue steadyList(String name, List<JsonValue> items) {
        Stream<JsonValue> steady = items.stream().map(item -> steady(name, item));
        return JsonArray.of(
                (LISTS.contains(name) ? steady.sorted(Comparator.comparing(JsonValue::toJson)) : steady).toList());
    }

    private static JsonValue steadyText(String name, String text) {
        if (HOLD_LINES.contains(name)) {
            return new JsonText(text.lines().sorted().collect(Collectors.joining("\n")));
        }
        if (HOLD_JSON.contains(name)) {
            try {
                return new JsonText(
                        "<JSON> " + steady("", Json.parseObject(text)).toJson());
            } catch (MalformedJsonException e) {
                return new JsonText(text);
            }
        }
        String withoutId = MADE_UP_ID.matcher(text).replaceFirst("$1$2<id>");
        return new JsonText(LOCAL_PORT.matcher(withoutId).replaceAll(":<port>->"));
    }
}
