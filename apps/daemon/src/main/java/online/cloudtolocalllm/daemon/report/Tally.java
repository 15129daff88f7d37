package online.cloudtolocalllm.daemon.report;

import java.time.Instant;
import java.util.Locale;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Totals of one connection, model or app. Thread-safe; its lock is held for a few additions only. */
final class Tally {

    /** What is counted. */
    enum Count {
        REQUESTS,
        WHOLE,
        CUT,
        REFUSED,
        CLIENT_LEFT,
        FAILED_ATTEMPTS,
        PROMPT_TOKENS,
        COMPLETION_TOKENS,
        BYTES_IN,
        BYTES_OUT,
        DURATION_MS;

        /** The wire name. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String LAST = "last";

    /** Leaves room to go on counting, whatever is in the file. */
    private static final long MOST_SAVED = 1L << 60;

    /** What another version wrote beside it. */
    private final JsonObject unknown;

    /** Guarded by this object, by the ordinal of what is counted. */
    private final long[] counts = new long[Count.values().length];
    /** Guarded by this object. */
    private @Nullable Instant last;

    /** When the last request of the saved ones began, as it was saved. */
    private final String lastSaved;

    private Tally(JsonObject saved) {
        JsonObject rest = saved.without(LAST);
        for (Count count : Count.values()) {
            counts[count.ordinal()] = Math.clamp(saved.integer(count.word()).orElse(0), 0, MOST_SAVED);
            rest = rest.without(count.word());
        }
        this.lastSaved = saved.text(LAST, "");
        this.unknown = rest;
    }

    /** Totals as they were saved; a number that is missing or makes no sense counts from zero. */
    static Tally of(JsonObject saved) {
        return new Tally(saved);
    }

    /** Adds what one request brought. */
    synchronized void add(long[] more, Instant at) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += more[i];
        }
        last = at;
    }

    /** Adds to one count. */
    synchronized void add(Count count, long more) {
        counts[count.ordinal()] += more;
    }

    JsonObject toJson() {
        long[] now;
        Instant at;
        synchronized (this) {
            now = counts.clone();
            at = last;
        }
        JsonObject.Builder json = JsonObject.builder();
        for (Count count : Count.values()) {
            json.put(count.word(), now[count.ordinal()]);
        }
        String text = at == null ? lastSaved : at.toString();
        json.put(LAST, text.isEmpty() ? null : text);
        unknown.fields().forEach(json::put);
        return json.build();
    }
}
