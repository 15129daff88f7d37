package online.cloudtolocalllm.broker.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.config.Reach;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.HealthState;

/**
 * Connections written as one line. Words of a connection: its name and kind ({@code local}, {@code box}, {@code cloud},
 * {@code open}, {@code demo}), a state, {@code [models]} (one with {@code ^} is hosted at ollama.com) or {@code [?]}, {@code alias=there}, {@code only=a,b}, {@code off},
 * {@code paused}, {@code preferred}, {@code nofailover}, {@code reach=lan}, {@code prio=5}; connections are parted by {@code ;}.
 */
final class Scene {

    private static final Pattern MODELS = Pattern.compile("\\[(.*)]");

    private Scene() {}

    static List<RouteCandidate> of(String line) {
        List<RouteCandidate> candidates = new ArrayList<>();
        for (String one : line.split(";", -1)) {
            candidates.add(candidate(one.strip().split("\\s+")));
        }
        return candidates;
    }

    private static RouteCandidate candidate(String[] words) {
        String name = words[0];
        Map<String, String> aliases = new HashMap<>();
        Map<String, String> keys = new HashMap<>();
        HealthState state = HealthState.UP;
        ModelList models = ModelList.UNKNOWN;
        for (int i = 1; i < words.length; i++) {
            String word = words[i];
            Matcher listed = MODELS.matcher(word);
            if (listed.matches()) {
                String names = listed.group(1);
                models = names.equals("?")
                        ? ModelList.UNKNOWN
                        : listed(names.isEmpty() ? new String[0] : names.split(",", -1));
            } else if (word.startsWith("alias:")) {
                String[] pair = word.substring(6).split("=", -1);
                aliases.put(pair[0], pair[1]);
            } else if (word.contains("=")) {
                keys.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            } else if (word.matches("off|paused|preferred|nofailover")) {
                keys.put(word, "");
            } else {
                state = HealthState.valueOf(word.toUpperCase(Locale.ROOT));
            }
        }
        return new RouteCandidate(settings(name, aliases, keys), state, models);
    }

    private static ModelList listed(String... names) {
        Map<String, JsonObject> entries = new LinkedHashMap<>();
        for (String name : names) {
            String plain = name.replace("^", "");
            JsonObject entry = JsonObject.of("name", plain);
            entries.put(plain, name.equals(plain) ? entry : entry.with("remote_host", "https://ollama.com:443"));
        }
        return new ModelList(true, entries);
    }

    private static ConnectionSettings settings(String name, Map<String, String> aliases, Map<String, String> keys) {
        ConnectionKind kind =
                switch (name.replaceAll("\\d", "")) {
                    case "local" -> ConnectionKind.LOCAL_OLLAMA;
                    case "box" -> ConnectionKind.OLLAMA;
                    case "cloud" -> ConnectionKind.CLOUD_PROXY;
                    case "open" -> ConnectionKind.OPENAI;
                    case "demo" -> ConnectionKind.DEMO;
                    default -> throw new IllegalArgumentException(name);
                };
        int usual = List.of("local", "box", "cloud", "open", "demo").indexOf(name.replaceAll("\\d", "")) * 10 + 10;
        return new ConnectionSettings(
                new ConnectionId(name),
                kind,
                origin(kind),
                !keys.containsKey("off"),
                Integer.parseInt(keys.getOrDefault("prio", String.valueOf(usual))),
                !keys.containsKey("nofailover"),
                Duration.ofSeconds(5),
                Optional.empty(),
                Optional.empty(),
                aliases,
                keys.containsKey("only") ? List.of(keys.get("only").split(",", -1)) : List.of(),
                Optional.ofNullable(keys.get("reach")).map(reach -> Reach.valueOf(reach.toUpperCase(Locale.ROOT))),
                keys.containsKey("paused"),
                keys.containsKey("preferred"),
                64);
    }

    private static Origin origin(ConnectionKind kind) {
        try {
            return Origin.parse(
                    switch (kind) {
                        case LOCAL_OLLAMA, DEMO -> "http://localhost:11434";
                        case OLLAMA -> "http://192.168.1.20:11434";
                        case CLOUD_PROXY, OPENAI -> "https://api.example.com";
                    });
        } catch (InvalidSettingException e) {
            throw new AssertionError(e);
        }
    }

    /** The plan as one line: names, {@code name=model} where the model is renamed, or {@code status: reason}. */
    static String text(Plan plan) {
        return switch (plan) {
            case Plan.Nowhere(int status, String reason) -> status + ": " + reason;
            case Plan.Ask(List<Stop> stops) ->
                String.join(
                        " ",
                        stops.stream()
                                .map(stop -> stop.connection().id().name()
                                        + stop.model().map(model -> "=" + model).orElse(""))
                                .toList());
        };
    }
}
