package online.cloudtolocalllm.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for something that announces itself to nobody: a file of another process, a descriptor. What can be awaited by a
 * latch, a queue or a future is awaited by that. Thread-safe.
 */
public final class Until {

    /** How long a test waits for what must happen; far above what it takes on a busy machine. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private static final long LOOK_EVERY_MILLIS = 20;

    private Until() {}

    /**
     * Blocks until the condition holds, looking every 20 ms.
     *
     * @return whether it held within the limit
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public static boolean holds(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0 || never.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }
}
