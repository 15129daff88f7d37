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
        long number = next.getAndIncrement();
        slots.set(place(number), new KeptRequest(record, this::shared, number));
    }

    private int place(long number) {
        return Math.toIntExact(number % slots.length());
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

    /**
     * What is there, the newest first; one that is taken in meanwhile may be missing.
     *
     * @param after only what came after so many; zero for all, and so is more than there ever were
     */
    Listing since(long after) {
        long end = next.get();
        long oldest = Math.max(after > end ? 0 : after, end - slots.length());
        long known = end;
        List<RequestRecord> records = new ArrayList<>();
        for (long number = end - 1; number >= oldest; number--) {
            KeptRequest kept = slots.get(place(number));
            if (kept == null || kept.number() < number) {
                // Its place is taken and not filled yet: whoever asks again asks from here.
                known = number;
            } else if (kept.number() == number) {
                records.add(kept.record());
            }
        }
        return new Listing(records, known);
    }
}
