package online.cloudtolocalllm.e2e;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * JSON as a document shows it: {@code …} within a text stands for anything, a text of nothing else for any value, and as a key or
 * as the last entry of a list for whatever else there is. Pure.
 */
final class DocumentedJson {

    private static final String ANYTHING = "…";

    private DocumentedJson() {}

    /** Whether a value is as shown. */
    static boolean matches(JsonValue shown, JsonValue real) {
        return switch (shown) {
            case JsonText(String text) when text.equals(ANYTHING) -> true;
            case JsonText(String text) -> real instanceof JsonText(String said) && matches(text, said);
            case JsonObject object -> real instanceof JsonObject other && matches(object, other);
            case JsonArray(List<JsonValue> entries) ->
                real instanceof JsonArray(List<JsonValue> others) && matches(entries, others);
            case JsonValue other -> other.equals(real);
        };
    }

    private static boolean matches(String shown, String real) {
        StringBuilder pattern = new StringBuilder();
        for (String part : shown.split(ANYTHING, -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        Matcher matcher = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(real);
        return matcher.matches();
    }

    private static boolean matches(JsonObject shown, JsonObject real) {
        for (Map.Entry<String, JsonValue> field : shown.fields().entrySet()) {
            JsonValue other = real.fields().get(field.getKey());
            if (!field.getKey().equals(ANYTHING) && (other == null || !matches(field.getValue(), other))) {
                return false;
            }
        }
        return shown.has(ANYTHING)
                || shown.fields().keySet().containsAll(real.fields().keySet());
    }

    private static boolean matches(List<JsonValue> shown, List<JsonValue> real) {
        boolean goesOn = !shown.isEmpty() && shown.getLast().equals(new JsonText(ANYTHING));
        int count = shown.size() - (goesOn ? 1 : 0);
        if (real.size() < count || (!goesOn && real.size() > count)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (!matches(shown.get(i), real.get(i))) {
                return false;
            }
        }
        return true;
    }
}
