package online.cloudtolocalllm.broker.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The newest records, up to a fixed number. Thread-safe, without locks. */
final class RequestRing {

    private final AtomicReferenceArray<@Nullable RequestRecord> slots;
    private final AtomicLong next = new AtomicLong();

    RequestRing(int size) {
        slots = new AtomicReferenceArray<>(size);
    }

    /** Takes a record in, and the oldest one's place if there is no other. */
    void add(RequestRecord record) {
        slots.set(Math.toIntExact(next.getAndIncrement() % slots.length()), record);
    }

    /** What is there, the newest first. While records are added, one may be missing or stand a place off. */
    List<RequestRecord> newestFirst() {
        long end = next.get();
        long count = Math.min(end, slots.length());
        List<RequestRecord> records = new ArrayList<>(Math.toIntExact(count));
        for (long i = end - 1; i >= end - count; i--) {
            RequestRecord record = slots.get(Math.toIntExact(i % slots.length()));
            if (record != null) {
                records.add(record);
            }
        }
        return records;
    }
}
