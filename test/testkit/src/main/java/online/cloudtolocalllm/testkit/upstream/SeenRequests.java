package online.cloudtolocalllm.testkit.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import online.cloudtolocalllm.testkit.Until;

/** Every request in the order of arrival. Thread-safe. */
final class SeenRequests {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    /** Guarded by lock, as is the list below. */
    private final List<SeenRequest> all = new ArrayList<>();

    private final List<SeenRequest> notAwaited = new ArrayList<>();

    void add(SeenRequest request) {
        lock.lock();
        try {
            all.add(request);
            notAwaited.add(request);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<SeenRequest> all() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    /** The first matching request that no earlier call returned. */
    SeenRequest await(String what, Predicate<SeenRequest> wanted) throws InterruptedException {
        lock.lock();
        try {
            long nanos = Until.LIMIT.toNanos();
            while (true) {
                Optional<SeenRequest> found = notAwaited.stream().filter(wanted).findFirst();
                if (found.isPresent()) {
                    notAwaited.remove(found.get());
                    return found.get();
                }
                if (nanos <= 0) {
                    throw new AssertionError("no request for " + what + " within " + Until.LIMIT.toSeconds()
                            + " s; there came "
                            + all.stream().map(seen -> seen.head().firstLine()).toList());
                }
                nanos = more.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
