package online.cloudtolocalllm.chat.model.library.pull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** How fast something grows, over the last seconds. For one thread. */
final class Speed {

    private static final long WINDOW_NANOS = Duration.ofSeconds(8).toNanos();
    private static final long BETWEEN_SAMPLES_NANOS = Duration.ofMillis(100).toNanos();
    private static final long SHORTEST_NANOS = Duration.ofMillis(500).toNanos();

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long bytes) {}

    /**
     * Takes a measurement.
     *
     * @param nanos the monotonic time
     * @param bytes how much there is then; less than before begins anew
     * @return bytes a second, once half a second is known
     */
    OptionalDouble at(long nanos, long bytes) {
        if (!samples.isEmpty() && bytes < samples.getLast().bytes) {
            samples.clear();
        }
        if (samples.isEmpty() || nanos - samples.getLast().nanos >= BETWEEN_SAMPLES_NANOS) {
            samples.addLast(new Sample(nanos, bytes));
        }
        while (samples.size() > 2 && nanos - samples.getFirst().nanos > WINDOW_NANOS) {
            samples.removeFirst();
        }
        long time = nanos - samples.getFirst().nanos;
        return time >= SHORTEST_NANOS
                ? OptionalDouble.of((bytes - samples.getFirst().bytes) * 1e9 / time)
                : OptionalDouble.empty();
    }
}
