package online.cloudtolocalllm.daemon.report;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import online.cloudtolocalllm.broker.journal.Listing;
import online.cloudtolocalllm.broker.journal.RequestJournal;
import online.cloudtolocalllm.broker.journal.RequestRecord;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * Which requests somebody wants to see.
 *
 * @param limit how many at most
 * @param model only of this model
 * @param connection only those that this connection was asked for
 * @param outcome only those that ended so, or are {@code running}
 * @param after the {@code next} of a former list: only what has ended since, and what runs; zero for all
 */
record RequestQuery(
        int limit, Optional<String> model, Optional<String> connection, Optional<String> outcome, long after) {

    static final int STANDARD_LIMIT = 100;
    private static final Set<String> KEYS = Set.of("limit", "model", "connection", "outcome", "after");
    private static final List<String> OUTCOMES = List.of("whole", "cut", "refused", "client_left", "running");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{1,18}");

    /** What came of reading a query. */
    sealed interface Reading {

        /** It can be answered. */
        record Understood(RequestQuery query) implements Reading {}

        /** It cannot; the text says what would be right. */
        record Wrong(String text) implements Reading {}
    }

    /**
     * Reads the query of a target.
     *
     * @param query with its question mark, or empty
     */
    static Reading ofTarget(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.substring(1).split("&")) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (!pair.isEmpty() && KEYS.contains(key)) {
                try {
                    values.put(key, URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    return new Reading.Wrong("The value of \"" + key + "\" is not percent-encoded as it should be.");
                }
            } else if (!pair.isEmpty()) {
                return new Reading.Wrong(
                        "The list can be narrowed by limit, model, connection, outcome and after only.");
            }
        }
        return of(values);
    }

    /** Reads the fields of a command; unknown ones are overlooked. */
    static Reading ofMessage(JsonObject message) {
        Map<String, String> values = new HashMap<>();
        for (String key : KEYS) {
            JsonValue value = message.get(key).orElse(JsonNull.NULL);
            switch (value) {
                case JsonText(String text) -> values.put(key, text);
                case JsonNumber(String text) -> values.put(key, text);
                case JsonNull ignored -> values.remove(key);
                default -> {
                    return new Reading.Wrong("The \"" + key + "\" must be a text or a number.");
                }
            }
        }
        return of(values);
    }

    private static Reading of(Map<String, String> values) {
        String limit = values.getOrDefault("limit", Integer.toString(STANDARD_LIMIT));
        if (!NUMBER.matcher(limit).matches() || Integer.parseInt(limit) < 1) {
            return new Reading.Wrong("The \"limit\" must be a whole number from 1 to " + RequestJournal.KEPT + ".");
        }
        Optional<String> outcome = Optional.ofNullable(values.get("outcome"));
        if (outcome.isPresent() && !OUTCOMES.contains(outcome.get())) {
            return new Reading.Wrong("The \"outcome\" must be one of " + String.join(", ", OUTCOMES) + ".");
        }
        String after = values.getOrDefault("after", "0");
        if (!LONG_NUMBER.matcher(after).matches()) {
            return new Reading.Wrong("The \"after\" must be the \"next\" of a former list.");
        }
        return new Reading.Understood(new RequestQuery(
                Integer.parseInt(limit),
                Optional.ofNullable(values.get("model")).map(Words::model),
                Optional.ofNullable(values.get("connection")),
                outcome,
                Long.parseLong(after)));
    }

    /** The records that are wanted, in their order. */
    Listing of(Listing all) {
        return new Listing(
                all.records().stream().filter(this::wants).limit(limit).toList(), all.next());
    }

    private boolean wants(RequestRecord record) {
        return model.stream().allMatch(name -> name.equals(Words.model(record.model())))
                && outcome.stream().allMatch(word -> word.equals(Words.outcome(record)))
                && connection.stream().allMatch(name -> record.attempts().stream()
                        .anyMatch(attempt -> attempt.connection().name().equals(name)));
    }
}
