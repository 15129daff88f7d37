package online.cloudtolocalllm.settings.model.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** Values as people put them in, the same in every language: a dot in a number, one entry a line in a list. Pure. */
public final class ValueText {

    private static final Parsed NOTHING = new Parsed.Value(Optional.empty());
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,9})?");

    private ValueText() {}

    /** What was read out of a text. */
    public sealed interface Parsed {

        /**
         * A value.
         *
         * @param value empty where the key is left out, so that its default counts
         */
        record Value(Optional<JsonValue> value) implements Parsed {}

        /**
         * The text stands for no value.
         *
         * @param why as a sentence
         */
        record Wrong(String why) implements Parsed {}
    }

    /** The value as a text. What is not of the kind is shown as JSON. */
    public static String of(SettingSpec.Kind kind, Optional<JsonValue> value) {
        if (value.isEmpty()) {
            return switch (kind) {
                case SettingSpec.Kind.Flag(boolean usual) -> String.valueOf(usual);
                case SettingSpec.Kind.Choice(String usual, var ignored) -> usual;
                case SettingSpec.Kind.Line ignored -> "";
                case SettingSpec.Kind.Amount ignored -> "";
                case SettingSpec.Kind.Lines ignored -> "";
            };
        }
        return switch (value.get()) {
            case JsonText(String text) -> text;
            case JsonArray(List<JsonValue> items)
            when items.stream().allMatch(JsonText.class::isInstance) -> String.join("\n", new JsonArray(items).texts());
            case JsonValue other -> other.toJson();
        };
    }

    /** The value that a text stands for. */
    public static Parsed parse(SettingSpec.Kind kind, String text) {
        String stripped = text.strip();
        return switch (kind) {
            case SettingSpec.Kind.Flag ignored -> value(new JsonFlag(stripped.equals("true")));
            case SettingSpec.Kind.Choice ignored -> value(new JsonText(stripped));
            case SettingSpec.Kind.Line ignored -> stripped.isEmpty() ? NOTHING : value(new JsonText(stripped));
            case SettingSpec.Kind.Lines ignored -> lines(stripped);
            case SettingSpec.Kind.Amount ignored -> number(stripped);
        };
    }

    private static Parsed value(JsonValue value) {
        return new Parsed.Value(Optional.of(value));
    }

    private static Parsed lines(String text) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
        return lines.isEmpty()
                ? NOTHING
                : value(JsonArray.of(lines.stream().map(JsonText::new).toList()));
    }

    private static Parsed number(String text) {
        if (text.isEmpty()) {
            return NOTHING;
        }
        if (NUMBER.matcher(text).matches()) {
            return value(new JsonNumber(text));
        }
        return new Parsed.Wrong(
                text.matches("-?\\d+,\\d+")
                        ? "Write a dot instead of the comma."
                        : "This must be a number, such as 30.");
    }
}
