package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.testkit.ManualClock;

/** Does what is due when a test lets time pass. Thread-safe. */
final class ManualLater implements Later {

    private record Due(long at, Runnable action) {}

    private final ManualClock clock;
    private final List<Due> waiting = new ArrayList<>();

    ManualLater(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void after(Duration time, Runnable action) {
        waiting.add(new Due(clock.nanoTime() + time.toNanos(), action));
    }

    /** How much waits. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Time passes, and what is due is done. */
    void advance(Duration time) {
        List<Due> due;
        synchronized (this) {
            clock.advance(time);
            due = waiting.stream()
                    .filter(one -> one.at() - clock.nanoTime() <= 0)
                    .toList();
            waiting.removeAll(due);
        }
        due.forEach(one -> one.action().run());
    }
}
