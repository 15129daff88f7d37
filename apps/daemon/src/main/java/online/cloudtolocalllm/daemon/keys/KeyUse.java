package online.cloudtolocalllm.daemon.keys;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** How much a key was used. Thread-safe. */
final class KeyUse {

    private final LongAdder requests = new LongAdder();
    private final AtomicReference<Optional<Instant>> last;

    /** @param before requests before this run of the daemon */
    KeyUse(long before, Optional<Instant> lastUsed) {
        requests.add(before);
        last = new AtomicReference<>(lastUsed);
    }

    void used(Instant now) {
        requests.increment();
        last.set(Optional.of(now));
    }

    long requests() {
        return requests.sum();
    }

    Optional<Instant> last() {
        return Objects.requireNonNull(last.get());
    }
}
