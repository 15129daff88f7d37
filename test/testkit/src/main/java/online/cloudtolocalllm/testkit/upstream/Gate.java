package online.cloudtolocalllm.testkit.upstream;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.testkit.Until;

/** Holds an upstream at one place of its answer until the test lets it go on. Opens once. Thread-safe. */
public final class Gate {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /** A closed gate. */
    public Gate() {}

    /** Lets everyone pass, now and later. */
    public void open() {
        opened.countDown();
    }

    /**
     * Blocks until an upstream stands before the gate or has passed it: everything before it has been sent.
     *
     * @throws AssertionError if none does within 20 s
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public void awaitReached() throws InterruptedException {
        if (!reached.await(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("no upstream came to the gate within " + Until.LIMIT.toSeconds() + " s");
        }
    }

    /** Blocks until the gate is open. */
    void pass() throws InterruptedException {
        reached.countDown();
        opened.await();
    }
}
