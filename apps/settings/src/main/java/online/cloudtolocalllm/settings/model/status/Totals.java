package online.cloudtolocalllm.settings.model.status;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/**
 * What all requests came to.
 *
 * @param since when counting began
 * @param all those of everything
 * @param connections by connection, by name
 * @param models by model, those that were asked most first
 */
public record Totals(Optional<Instant> since, Counts all, List<Counts> connections, List<Counts> models) {

    /** What stands above the columns. */
    public static final List<String> HEADINGS =
            List.of("Of", "Name", "Requests", "Answered", "Failed attempts", "Tokens", "Sent");

    private static final int MOST_MODELS = 10;

    /** Copies the lists. */
    public Totals {
        connections = List.copyOf(connections);
        models = List.copyOf(models);
    }

    /**
     * What belongs together.
     *
     * @param name of what
     * @param requests how many there were
     * @param whole how many of them were answered to the end
     * @param failedAttempts how often a connection was asked in vain
     * @param tokens of questions and answers
     * @param bytesOut of answers
     */
    public record Counts(String name, long requests, long whole, long failedAttempts, long tokens, long bytesOut) {}

    /** Reads the reply to {@code GET_STATS}. */
    static Totals read(JsonObject json) {
        return new Totals(
                json.text("since").flatMap(Request::instant),
                counts("everything", json.object("all")),
                list(json.object("connections")).stream()
                        .sorted(Comparator.comparing(Counts::name))
                        .toList(),
                list(json.object("models")).stream()
                        .sorted(Comparator.comparingLong(Counts::requests).reversed())
                        .limit(MOST_MODELS)
                        .toList());
    }

    private static List<Counts> list(JsonObject json) {
        List<Counts> all = new ArrayList<>();
        for (Map.Entry<String, JsonValue> field : json.fields().entrySet()) {
            if (field.getValue() instanceof JsonObject counts) {
                all.add(counts(Words.plain(field.getKey()), counts));
            }
        }
        return all;
    }

    private static Counts counts(String name, JsonObject json) {
        return new Counts(
                name,
                json.integer("requests").orElse(0),
                json.integer("whole").orElse(0),
                json.integer("failed_attempts").orElse(0),
                json.integer("prompt_tokens").orElse(0)
                        + json.integer("completion_tokens").orElse(0),
                json.integer("bytes_out").orElse(0));
    }

    /** Since when, in words; empty if that is not known. */
    public String sinceWords(Instant now, ZoneId zone) {
        return since.map(at -> "Since " + Figures.moment(at, now, zone) + ", also over restarts of the daemon.")
                .orElse("");
    }

    /** As lines of a table. */
    public List<TableLine> lines() {
        List<TableLine> lines = new ArrayList<>();
        lines.add(line("All", all));
        connections.forEach(counts -> lines.add(line("Connection", counts)));
        models.forEach(counts -> lines.add(line("Model", counts)));
        return lines;
    }

    private static TableLine line(String kind, Counts counts) {
        return new TableLine(
                kind + " " + counts.name(),
                List.of(
                        kind,
                        counts.name(),
                        Long.toString(counts.requests()),
                        Long.toString(counts.whole()),
                        Long.toString(counts.failedAttempts()),
                        Long.toString(counts.tokens()),
                        counts.bytesOut() == 0 ? "–" : Figures.size(counts.bytesOut())),
                Tone.QUIET);
    }
}
