package online.cloudtolocalllm.daemon.report;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import online.cloudtolocalllm.broker.journal.AttemptRecord;
import online.cloudtolocalllm.broker.journal.RequestRecord;
import online.cloudtolocalllm.broker.journal.Trace;
import online.cloudtolocalllm.daemon.report.Tally.Count;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** What all requests come to, in all and for each connection, model and app, over restarts. Thread-safe. */
final class Totals implements Consumer<RequestRecord> {

    static final String CONNECTIONS = "connections";
    static final String MODELS = "models";
    static final String APPS = "apps";
    private static final String VERSION = "v";
    private static final String SINCE = "since";
    private static final String ALL = "all";

    private final JsonObject saved;
    private final String since;
    private final ModelLabels models;
    private final Tally all;
    private final ConcurrentMap<String, Tally> byConnection;
    private final ConcurrentMap<String, Tally> byModel;
    private final ConcurrentMap<String, Tally> byApp;
    private final AtomicLong changes = new AtomicLong();

    /**
     * Totals that go on from where they were.
     *
     * @param saved as {@link #toJson} made it; unknown fields are kept
     * @param models the names of models
     * @param now when counting began if nothing was saved
     */
    Totals(JsonObject saved, ModelLabels models, Instant now) {
        this.saved = saved;
        this.since = saved.text(SINCE, now.toString());
        this.models = models;
        this.all = Tally.of(saved.object(ALL));
        this.byConnection = read(saved.object(CONNECTIONS));
        this.byModel = read(saved.object(MODELS));
        this.byApp = read(saved.object(APPS));
    }

    private static ConcurrentMap<String, Tally> read(JsonObject tallies) {
        ConcurrentMap<String, Tally> read = new ConcurrentHashMap<>();
        tallies.fields().keySet().forEach(name -> read.put(name, Tally.of(tallies.object(name))));
        return read;
    }

    @Override
    public void accept(RequestRecord record) {
        long[] counts = counts(record);
        Instant at = record.started();
        all.add(counts, at);
        Words.doneBy(record).ifPresent(id -> tally(byConnection, id.name()).add(counts, at));
        for (AttemptRecord attempt : record.attempts()) {
            if (failed(attempt)) {
                all.add(Count.FAILED_ATTEMPTS, 1);
                tally(byConnection, attempt.connection().name()).add(Count.FAILED_ATTEMPTS, 1);
            }
        }
        String model = models.of(record);
        if (!model.isEmpty()) {
            tally(byModel, model).add(counts, at);
        }
        Optional<String> app = record.app();
        if (app.isPresent()) {
            tally(byApp, app.get()).add(counts, at);
        }
        changes.incrementAndGet();
    }

    private static boolean failed(AttemptRecord attempt) {
        return switch (attempt.result()) {
            case REFUSED, NOT_SENT, NO_ANSWER, TIMED_OUT -> true;
            case PASSED_ON, ABANDONED -> false;
        };
    }

    private static Tally tally(ConcurrentMap<String, Tally> tallies, String name) {
        Tally known = tallies.get(name);
        return known == null ? tallies.computeIfAbsent(name, ignored -> Tally.of(JsonObject.EMPTY)) : known;
    }

    private static long[] counts(RequestRecord record) {
        long[] counts = new long[Count.values().length];
        counts[Count.REQUESTS.slot()] = 1;
        counts[outcome(record.end().orElse(Trace.End.WHOLE)).slot()] = 1;
        counts[Count.PROMPT_TOKENS.slot()] = record.tokens().prompt().orElse(0);
        counts[Count.COMPLETION_TOKENS.slot()] = record.tokens().completion().orElse(0);
        counts[Count.BYTES_IN.slot()] = record.bytesIn();
        counts[Count.BYTES_OUT.slot()] = record.bytesOut();
        counts[Count.DURATION_MS.slot()] = record.duration().toMillis();
        return counts;
    }

    private static Count outcome(Trace.End end) {
        return switch (end) {
            case WHOLE -> Count.WHOLE;
            case CUT -> Count.CUT;
            case REFUSED -> Count.REFUSED;
            case CLIENT_LEFT -> Count.CLIENT_LEFT;
        };
    }

    /** Rises with every request. */
    long changes() {
        return changes.get();
    }

    /** Everything, as it is saved and shown. While requests end, sums may differ by those. */
    JsonObject toJson() {
        return saved.with(VERSION, 1)
                .with(SINCE, since)
                .with(ALL, all.toJson())
                .with(CONNECTIONS, json(byConnection))
                .with(MODELS, json(byModel))
                .with(APPS, json(byApp));
    }

    private static JsonObject json(Map<String, Tally> tallies) {
        JsonObject.Builder json = JsonObject.builder();
        new TreeMap<>(tallies).forEach((name, tally) -> json.put(name, tally.toJson()));
        return json.build();
    }
}
