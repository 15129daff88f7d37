package online.cloudtolocalllm.daemon.report;

import java.time.Instant;
import java.util.Locale;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Totals of one connection, model or app. Thread-safe; its lock is held for a few additions only. */
final class Tally {

    /** What is counted. */
    enum Count {
        REQUESTS(0),
        WHOLE(1),
        CUT(2),
        REFUSED(3),
        CLIENT_LEFT(4),
        FAILED_ATTEMPTS(5),
        PROMPT_TOKENS(6),
        COMPLETION_TOKENS(7),
        BYTES_IN(8),
        BYTES_OUT(9),
        DURATION_MS(10);

        private final int slot;

        Count(int slot) {
            this.slot = slot;
        }

        /** Where it stands among the counts of a request. */
        int slot() {
            return slot;
        }

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

    /** Guarded by this object, by the slot of what is counted. */
    private final long[] counts = new long[Count.values().length];
    /** Guarded by this object. */
    private @Nullable Instant last;

    /** When the last request of the saved ones began, as it was saved. */
    private final String lastSaved;

    private Tally(JsonObject saved) {
        JsonObject rest = saved.without(LAST);
        for (Count count : Count.values()) {
            counts[count.slot] = Math.clamp(saved.integer(count.word()).orElse(0), 0, MOST_SAVED);
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
        counts[count.slot] += more;
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
            json.put(count.word(), now[count.slot]);
        }
        String text = at == null ? lastSaved : at.toString();
        json.put(LAST, text.isEmpty() ? null : text);
        unknown.fields().forEach(json::put);
        return json.build();
    }
}
