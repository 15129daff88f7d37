package online.cloudtolocalllm.config.daemon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.config.Reach;
import online.cloudtolocalllm.config.daemon.DaemonConfig.LogLevel;
import online.cloudtolocalllm.config.daemon.DesktopSettings.Panel;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.LoopbackHost;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** Reads the values of {@code daemon_config.json} and collects what is wrong with them. For one reading. */
final class DaemonValues {

    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[A-Za-z0-9.-]+(:[0-9]{1,5})?"
            + "|[a-z][a-z0-9+.-]*://\\[[0-9a-fA-F:.]+](:[0-9]{1,5})?");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?|\\[[0-9a-fA-F:.]+](:[0-9]{1,5})?");
    private static final Pattern MODEL = Pattern.compile("[!-)+-~]{1,512}\\*?|\\*");

    private final JsonObject json;
    private final DaemonConfig otherwise;
    private final List<DaemonReading.Problem> problems = new ArrayList<>();

    /**
     * A reading.
     *
     * @param otherwise what counts instead of a value that cannot be used
     */
    DaemonValues(JsonObject json, DaemonConfig otherwise) {
        this.json = json;
        this.otherwise = otherwise;
    }

    List<DaemonReading.Problem> problems() {
        return problems;
    }

    DaemonConfig read() {
        for (String section : List.of("gateway", "ipc", "log", "limits", "privacy", "tray", "notifications")) {
            Optional<JsonValue> value = json.get(section);
            if (value.isPresent() && !(value.get() instanceof JsonObject)) {
                wrong(
                        section,
                        "it must be an object in braces",
                        section.equals("privacy") ? "Everything counts as local." : "The standard settings are used.");
            }
        }
        return new DaemonConfig(
                address(),
                texts(
                        DaemonKey.GATEWAY_ALLOWED_HOSTS,
                        host -> HOST.matcher(host).matches(),
                        "a host such as box.lan:11435"),
                texts(
                        DaemonKey.GATEWAY_ALLOWED_ORIGINS,
                        origin -> ORIGIN.matcher(origin).matches(),
                        "an origin such as http://localhost:3000; \"*\" is never taken"),
                flag(DaemonKey.GATEWAY_ALLOW_OTHER_USERS, DaemonConfig.STANDARD.otherUsers(), otherwise.otherUsers()),
                requireKey(),
                // A slip of the pen must not let anybody in.
                flag(DaemonKey.IPC_LEGACY, DaemonConfig.STANDARD.oldClients(), false),
                logLevel(),
                flag(DaemonKey.LOG_REQUESTS, DaemonConfig.STANDARD.logRequests(), otherwise.logRequests()),
                limits(),
                privacy(),
                desktop());
    }

    private Optional<JsonValue> value(DaemonKey key) {
        return DottedJson.get(json, key);
    }

    private static Optional<String> text(JsonValue value) {
        return value instanceof JsonText(String text) ? Optional.of(text) : Optional.empty();
    }

    private HostPort address() {
        DaemonKey key = DaemonKey.GATEWAY_ADDRESS;
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return DaemonConfig.STANDARD_GATEWAY;
        }
        HostPort standard = otherwise.gateway();
        Optional<HostPort> address =
                text(value.get()).flatMap(text -> HostPort.parse(text, DaemonConfig.STANDARD_GATEWAY));
        if (address.isEmpty()) {
            wrong(
                    key,
                    "it must be a host and a port of at most 65535, such as \"127.0.0.1:11435\"",
                    standard + " is used.");
            return standard;
        }
        if (!LoopbackHost.matches(address.get().host())) {
            wrong(key, "other computers could reach it, and the gateway serves this one only", standard + " is used.");
            return standard;
        }
        return address.get();
    }

    private List<String> texts(DaemonKey key, Predicate<String> isRight, String right) {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof JsonArray(List<JsonValue> items))) {
            wrong(key, "it must be a list in square brackets", "It counts as empty.");
            return List.of();
        }
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof JsonText(String text) && isRight.test(text)) {
                taken.add(text);
            } else {
                wrong(key.dotted() + "[" + i + "]", "it is not " + right, "It is left out.");
            }
        }
        return taken;
    }

    private LogLevel logLevel() {
        Optional<JsonValue> value = value(DaemonKey.LOG_LEVEL);
        if (value.isEmpty()) {
            return DaemonConfig.STANDARD.logLevel();
        }
        Optional<LogLevel> level = text(value.get()).flatMap(LogLevel::ofWord);
        if (level.isEmpty()) {
            wrong(
                    DaemonKey.LOG_LEVEL,
                    "it must be error, warn, info or debug",
                    otherwise.logLevel().word() + " is used.");
        }
        return level.orElse(otherwise.logLevel());
    }

    /** A wish that cannot be read is taken for the strictest: whoever wrote it wanted the gateway less open. */
    private KeyNeed requireKey() {
        Optional<JsonValue> value = value(DaemonKey.GATEWAY_REQUIRE_KEY);
        if (value.isEmpty()) {
            return DaemonConfig.STANDARD.requireKey();
        }
        return text(value.get()).flatMap(KeyNeed::ofWord).orElseGet(() -> {
            wrong(DaemonKey.GATEWAY_REQUIRE_KEY, "it must be no, manage or always", "It counts as always.");
            return KeyNeed.ALWAYS;
        });
    }

    private boolean flag(DaemonKey key, boolean standard, boolean instead) {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return standard;
        }
        if (value.get() instanceof JsonFlag(boolean flag)) {
            return flag;
        }
        wrong(key, "it must be true or false", instead + " is used.");
        return instead;
    }

    private LimitSettings limits() {
        Map<DaemonKey, Duration> times = new EnumMap<>(DaemonKey.class);
        for (DaemonKey key : DaemonKey.limits()) {
            Optional<JsonValue> value = value(key);
            if (value.isEmpty()) {
                continue;
            }
            if (value.get() instanceof JsonNumber number
                    && number.asDouble() >= 0.001
                    && number.asDouble() <= DaemonKey.LONGEST.toSeconds()) {
                times.put(key, Duration.ofMillis((long) (number.asDouble() * 1000)));
            } else {
                Duration instead = otherwise.limits().of(key);
                times.put(key, instead);
                wrong(
                        key,
                        "it must be a number of seconds above 0, at most " + DaemonKey.LONGEST.toSeconds(),
                        instead.toMillis() / 1000.0 + " is used.");
            }
        }
        return new LimitSettings(times);
    }

    /** A rule that cannot be read is taken for the strictest: a slip of the pen must not send anything out. */
    private PrivacyRules privacy() {
        boolean isSection =
                json.get("privacy").map(JsonObject.class::isInstance).orElse(true);
        return isSection
                ? new PrivacyRules(privacyDefault(), privacyModels())
                : new PrivacyRules(Reach.LOCAL, Map.of());
    }

    private Reach privacyDefault() {
        Optional<JsonValue> value = value(DaemonKey.PRIVACY_DEFAULT);
        if (value.isEmpty()) {
            return Reach.INTERNET;
        }
        return text(value.get()).flatMap(Reach::ofPrivacy).orElseGet(() -> {
            wrong(DaemonKey.PRIVACY_DEFAULT, "it must be any, lan or local", "It counts as local.");
            return Reach.LOCAL;
        });
    }

    private Map<String, Reach> privacyModels() {
        DaemonKey key = DaemonKey.PRIVACY_MODELS;
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return Map.of();
        }
        if (!(value.get() instanceof JsonObject(Map<String, JsonValue> rules))) {
            wrong(
                    key,
                    "it must be names of models with any, lan or local, such as {\"diary*\": \"local\"}",
                    "Every model counts as local.");
            return Map.of("*", Reach.LOCAL);
        }
        Map<String, Reach> models = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> rule : rules.entrySet()) {
            Optional<Reach> reach = text(rule.getValue()).flatMap(Reach::ofPrivacy);
            if (!MODEL.matcher(rule.getKey()).matches()) {
                wrong(
                        key,
                        "one of its names is no model's name, or has a * that is not at its end",
                        "Models without a rule of their own count as local.");
                models.put("*", Reach.LOCAL);
            } else if (reach.isEmpty()) {
                wrong(key.dotted() + "." + rule.getKey(), "it must be any, lan or local", "It counts as local.");
                models.put(rule.getKey(), Reach.LOCAL);
            } else {
                models.put(rule.getKey(), reach.get());
            }
        }
        return models;
    }

    private DesktopSettings desktop() {
        DesktopSettings standard = DesktopSettings.STANDARD;
        DesktopSettings before = otherwise.desktop();
        return new DesktopSettings(
                flag(DaemonKey.TRAY_SHOW, standard.tray(), before.tray()),
                panel(),
                flag(DaemonKey.NOTIFICATIONS_SHOW, standard.notifications(), before.notifications()));
    }

    private Panel panel() {
        Optional<JsonValue> value = value(DaemonKey.TRAY_PANEL);
        if (value.isEmpty()) {
            return DesktopSettings.STANDARD.panel();
        }
        Panel instead = otherwise.desktop().panel();
        return text(value.get()).flatMap(Panel::ofWord).orElseGet(() -> {
            wrong(DaemonKey.TRAY_PANEL, "it must be auto, dark or light", instead.word() + " is used.");
            return instead;
        });
    }

    private void wrong(DaemonKey key, String reason, String instead) {
        wrong(key.dotted(), reason, instead);
    }

    private void wrong(String key, String reason, String instead) {
        problems.add(new DaemonReading.Problem(key, reason, instead));
    }
}
