package online.cloudtolocalllm.config.daemon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.config.InvalidSetting;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * What {@code daemon_config.json} says together with the environment. Every key is optional, and unknown keys mean nothing. Pure.
 *
 * @param json the file's content
 * @param config the settings, complete
 * @param problems what is wrong in the file
 * @param overrides the keys whose value comes from the environment, each with its variable
 * @param unusableVariables variables that cannot be used, each with what is wrong and what counts instead
 */
public record DaemonReading(
        JsonObject json,
        DaemonConfig config,
        List<Problem> problems,
        Map<String, String> overrides,
        Map<String, String> unusableVariables) {

    /** Copies lists and maps. */
    public DaemonReading {
        problems = List.copyOf(problems);
        overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
        unusableVariables = Collections.unmodifiableMap(new LinkedHashMap<>(unusableVariables));
    }

    /**
     * A value that cannot be used.
     *
     * @param key its dotted key, with the place in a list
     * @param reason what is wrong, without a full stop
     * @param instead what counts instead, a sentence
     */
    public record Problem(String key, String reason, String instead) {

        /** The same without what counts instead. */
        public InvalidSetting setting() {
            return new InvalidSetting("", key, reason);
        }
    }

    /**
     * Reads the settings.
     *
     * @param environment environment variables, which come before the file
     * @param before what counts instead of a value that cannot be used: the standard, or what counted until now
     */
    public static DaemonReading of(JsonObject json, Map<String, String> environment, DaemonConfig before) {
        DaemonValues file = new DaemonValues(json, before);
        DaemonConfig fromFile = file.read();
        Map<String, String> overrides = new LinkedHashMap<>();
        Map<String, String> unusable = new LinkedHashMap<>();
        JsonObject overlaid = json;
        for (DaemonKey key : DaemonKey.values()) {
            String variable = key.variable().orElse("");
            String text = environment.getOrDefault(variable, "").strip();
            if (text.isEmpty()) {
                continue;
            }
            JsonValue value = value(key, text);
            List<Problem> wrong = problems(DottedJson.with(JsonObject.EMPTY, key, value));
            // A slip of the pen in a rule must not open what the rule was to close: such a value counts as the
            // strictest.
            boolean rule = key == DaemonKey.GATEWAY_REQUIRE_KEY || key == DaemonKey.PRIVACY_DEFAULT;
            if (wrong.isEmpty() || rule) {
                overlaid = DottedJson.with(overlaid, key, value);
                overrides.put(key.dotted(), variable);
            }
            if (!wrong.isEmpty()) {
                Problem first = wrong.getFirst();
                unusable.put(
                        variable,
                        rule
                                ? "cannot be used: " + first.reason() + ". " + first.instead()
                                : "is ignored: " + first.reason() + ".");
            }
        }
        DaemonConfig config = overrides.isEmpty() ? fromFile : new DaemonValues(overlaid, before).read();
        return new DaemonReading(json, config, file.problems(), overrides, unusable);
    }

    private static List<Problem> problems(JsonObject json) {
        DaemonValues values = new DaemonValues(json, DaemonConfig.STANDARD);
        DaemonConfig _ = values.read();
        return values.problems();
    }

    private static JsonValue value(DaemonKey key, String text) {
        return switch (key.type()) {
            case TEXT, OBJECT -> new JsonText(text);
            case FLAG ->
                text.equals("true") || text.equals("false") ? new JsonFlag(text.equals("true")) : new JsonText(text);
            case TEXTS ->
                JsonArray.of(Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList());
            case SECONDS -> {
                try {
                    yield new JsonNumber(text);
                } catch (IllegalArgumentException notANumber) {
                    yield new JsonText(text);
                }
            }
        };
    }

    /**
     * What is wrong, one or two sentences each.
     *
     * @param file the file's name
     */
    public List<String> notices(String file) {
        List<String> notices = new ArrayList<>();
        for (Problem problem : problems) {
            notices.add(file + ": \"" + problem.setting().key() + "\" cannot be used: " + problem.reason() + ". "
                    + problem.instead());
        }
        unusableVariables.forEach((variable, what) -> notices.add("The environment variable " + variable + " " + what));
        return notices;
    }

    /**
     * The keys that need a restart and say something else here than there: sockets that listen and clocks that run are not
     * exchanged.
     */
    public static List<String> restartNeeded(DaemonConfig running, DaemonConfig wanted) {
        List<String> keys = new ArrayList<>();
        for (DaemonKey key : DaemonKey.values()) {
            boolean same =
                    switch (key) {
                        case GATEWAY_ADDRESS -> running.gateway().equals(wanted.gateway());
                        case GATEWAY_ALLOWED_HOSTS -> running.allowedHosts().equals(wanted.allowedHosts());
                        case GATEWAY_ALLOWED_ORIGINS -> running.allowedOrigins().equals(wanted.allowedOrigins());
                        case LOG_REQUESTS -> running.logRequests() == wanted.logRequests();
                        case GATEWAY_ALLOW_OTHER_USERS -> running.otherUsers() == wanted.otherUsers();
                        case GATEWAY_REQUIRE_KEY, IPC_LEGACY, LOG_LEVEL, PRIVACY_DEFAULT, PRIVACY_MODELS -> true;
                        case TRAY_SHOW, TRAY_PANEL, NOTIFICATIONS_SHOW -> true;
                        default ->
                            running.limits().of(key).equals(wanted.limits().of(key));
                    };
            if (!same) {
                keys.add(key.dotted());
            }
        }
        return keys;
    }

    /** The variable that comes before this key, if one does. */
    public Optional<String> override(DaemonKey key) {
        return Optional.ofNullable(overrides.get(key.dotted()));
    }
}
