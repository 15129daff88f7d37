package online.cloudtolocalllm.broker.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The newest records, up to a fixed number. Thread-safe, without locks. */
final class RequestRing {

    /** A power of two. */
    private static final int SHARED = 64;

    private final AtomicReferenceArray<@Nullable KeptRequest> slots;
    private final AtomicLong next = new AtomicLong();

    /** Paths, models and clients that came lately: most requests name the same ones. Whoever writes last is right too. */
    private final AtomicReferenceArray<@Nullable String> shared = new AtomicReferenceArray<>(SHARED);

    RequestRing(int size) {
        slots = new AtomicReferenceArray<>(size);
    }

    /** Takes a record in, and the oldest one's place if there is no other. */
    void add(RequestRecord record) {
        KeptRequest kept = new KeptRequest(record, this::shared);
        slots.set(Math.toIntExact(next.getAndIncrement() % slots.length()), kept);
    }

    private String shared(String text) {
        int at = text.hashCode() & (SHARED - 1);
        String known = shared.getPlain(at);
        if (text.equals(known)) {
            return known;
        }
        shared.set(at, text);
        return text;
    }

    /** What is there, the newest first. While records are added, one may be missing or stand a place off. */
    List<RequestRecord> newestFirst() {
        long end = next.get();
        long count = Math.min(end, slots.length());
        List<RequestRecord> records = new ArrayList<>(Math.toIntExact(count));
        for (long i = end - 1; i >= end - count; i--) {
            KeptRequest kept = slots.get(Math.toIntExact(i % slots.length()));
            if (kept != null) {
                records.add(kept.record());
            }
        }
        return records;
    }
}
