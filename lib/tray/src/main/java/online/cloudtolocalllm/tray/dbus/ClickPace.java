package online.cloudtolocalllm.tray.dbus;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import online.cloudtolocalllm.protocol.TimeSource;

/** Lets through as many clicks as a person makes; whoever is on the bus can send thousands. Thread-safe. */
final class ClickPace {

    /** In any second. */
    static final int MOST = 8;

    private static final long SPAN_NANOS = Duration.ofSeconds(1).toNanos();

    private final TimeSource time;
    private final Deque<Long> lately = new ArrayDeque<>();

    ClickPace(TimeSource time) {
        this.time = time;
    }

    /** Whether one more click counts; one that does not is forgotten. */
    synchronized boolean allows() {
        long now = time.nanoTime();
        while (!lately.isEmpty() && now - lately.getFirst() >= SPAN_NANOS) {
            lately.removeFirst();
        }
        if (lately.size() >= MOST) {
            return false;
        }
        lately.addLast(now);
        return true;
    }
}
