package online.cloudtolocalllm.broker.exchange;

import java.util.concurrent.atomic.AtomicLong;

/** How much of request bodies all relays together hold in memory. Thread-safe. */
public final class BodyBudget {

    /** Above this, bodies are no longer kept for a second attempt unless they are small. */
    private static final long BYTES = 128L * 1024 * 1024;

    private final AtomicLong held = new AtomicLong();

    /** A budget of which nothing is used. */
    public BodyBudget() {}

    void take(long bytes) {
        held.addAndGet(bytes);
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    boolean exceeded() {
        return held.get() > BYTES;
    }
}
