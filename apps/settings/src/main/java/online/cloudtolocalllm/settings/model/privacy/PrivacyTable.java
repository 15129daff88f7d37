package online.cloudtolocalllm.settings.model.privacy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.config.Reach;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.config.daemon.DaemonReading;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.settings.model.config.Check;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.config.FieldKey;
import online.cloudtolocalllm.window.words.Words;

/** The rules of {@code privacy.models} as a table, and the edits that change one row of it. Pure. */
public final class PrivacyTable {

    /** Where it is kept. */
    public static final FieldKey FIELD = FieldKey.daemon(DaemonKey.PRIVACY_MODELS.dotted());

    private PrivacyTable() {}

    /**
     * One rule.
     *
     * @param name a model's name, or the beginning of names followed by {@code *}, as the file has it
     * @param word {@code any}, {@code lan} or {@code local}, or whatever stands there
     * @param sentence what it means
     */
    public record Rule(String name, String word, String sentence) {}

    /** The rules, in the order of the file. */
    public static List<Rule> rules(Config config) {
        return table(config).fields().entrySet().stream()
                .map(entry -> {
                    String word = entry.getValue() instanceof JsonText(String text)
                            ? text
                            : entry.getValue().toJson();
                    return new Rule(entry.getKey(), word, sentence(entry.getKey(), word));
                })
                .toList();
    }

    private static JsonObject table(Config config) {
        return config.value(FIELD).orElse(JsonObject.EMPTY) instanceof JsonObject rules ? rules : JsonObject.EMPTY;
    }

    /** Why there is no table although something is set; empty if all is well. */
    public static Optional<String> unusable(Config config) {
        return config.value(FIELD)
                .filter(value -> !(value instanceof JsonObject))
                .map(value ->
                        "What the file has there is no table, so that every model counts as not off this computer."
                                + " A rule that you add takes its place.");
    }

    private static String sentence(String name, String word) {
        String shown = Words.plain(name);
        String which = name.equals("*")
                ? "Requests for models without a rule of their own"
                : name.endsWith("*")
                        ? "Requests for models whose name begins with “" + shown.substring(0, shown.length() - 1) + "”"
                        : "Requests for “" + shown + "”";
        return Reach.ofPrivacy(word)
                .map(reach -> which + " " + goes(reach) + ".")
                .orElseGet(() -> which + " " + goes(Reach.LOCAL) + ": “" + Words.plain(word)
                        + "” is no rule, and the strictest counts.");
    }

    /** What becomes of requests with such a limit, as the end of a sentence. */
    private static String goes(Reach reach) {
        return switch (reach) {
            case LOCAL -> "stay on this computer";
            case LAN -> "stay within your network";
            case INTERNET -> "may travel anywhere";
        };
    }

    /**
     * Why a rule cannot have this name; empty if it can.
     *
     * @param instead the name that it takes the place of; empty for a new rule
     */
    public static Optional<String> wrong(Config config, Optional<String> instead, String name) {
        if (name.isBlank()) {
            return Optional.of("Write a model's name, or the beginning of names and a *.");
        }
        JsonObject rules = instead.map(table(config)::without).orElseGet(() -> table(config));
        Optional<String> same = rules.fields().keySet().stream()
                .filter(other -> PrivacyRules.canonical(other).equals(PrivacyRules.canonical(name.strip())))
                .findFirst();
        if (same.isPresent()) {
            return Optional.of("There is a rule for it already: “" + Words.plain(same.get()) + "”.");
        }
        return Check.field(config, FIELD, Optional.of(rules.with(name.strip(), new JsonText("local"))))
                .map(why -> "This is no model's name: no spaces, and a * at its end only.");
    }

    /** A rule more. */
    public static Edit add(Config config, String name, String word) {
        return edit(config, table(config).with(name.strip(), new JsonText(word)), sentence(name.strip(), word));
    }

    /** A rule has another reach. */
    public static Edit choose(Config config, String name, String word) {
        return edit(config, table(config).with(name, new JsonText(word)), sentence(name, word));
    }

    /** A rule is for another name, at its place in the table. */
    public static Edit rename(Config config, String name, String other) {
        Map<String, JsonValue> rules = new LinkedHashMap<>();
        table(config).fields().forEach((key, value) -> rules.put(key.equals(name) ? other.strip() : key, value));
        return edit(
                config,
                new JsonObject(rules),
                "The rule for “" + Words.plain(name) + "” is for “" + Words.plain(other.strip()) + "” now.");
    }

    /** A rule less. */
    public static Edit remove(Config config, String name) {
        return edit(config, table(config).without(name), "The rule for “" + Words.plain(name) + "” was removed.");
    }

    private static Edit edit(Config config, JsonObject rules, String done) {
        Optional<JsonValue> value = rules.fields().isEmpty() ? Optional.empty() : Optional.of(rules);
        return Edit.field(FIELD, config.value(FIELD), value, done);
    }

    /** How far a request for this model may travel by these rules, as a sentence; empty for no name. */
    public static String tried(Config config, String model) {
        if (model.isBlank()) {
            return "";
        }
        PrivacyRules rules = DaemonReading.of(config.daemon(), Map.of(), DaemonConfig.STANDARD)
                .config()
                .privacy();
        return "Requests for “" + Words.plain(model.strip()) + "” " + goes(rules.limit(model.strip()))
                + " by these rules.";
    }
}
