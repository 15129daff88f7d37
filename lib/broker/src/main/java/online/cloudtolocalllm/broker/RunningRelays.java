package online.cloudtolocalllm.broker;

import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.broker.exchange.RelayExchange;
import online.cloudtolocalllm.protocol.TimeSource;

/** The requests that are on their way. Thread-safe. */
final class RunningRelays {

    private final TimeSource time;
    private final Map<RelayExchange, EventLoop> running = new ConcurrentHashMap<>();
    private final Object idleSignal = new Object();
    private final AtomicInteger idleWaiters = new AtomicInteger();

    RunningRelays(TimeSource time) {
        this.time = time;
    }

    void add(RelayExchange relay, EventLoop loop) {
        running.put(relay, loop);
    }

    /** Takes one away; whether it was there. */
    boolean remove(RelayExchange relay) {
        boolean there = running.remove(relay) != null;
        if (idleWaiters.get() > 0 && running.isEmpty()) {
            synchronized (idleSignal) {
                idleSignal.notifyAll();
            }
        }
        return there;
    }

    int count() {
        return running.size();
    }

    void interrupt(String why) {
        Set.copyOf(running.entrySet())
                .forEach(entry -> entry.getValue().execute(() -> entry.getKey().interrupt(why)));
    }

    /** Waits until none is left; blocks. Whether none is. */
    boolean awaitIdle(long limitMillis) {
        long deadline = time.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        idleWaiters.incrementAndGet();
        try {
            return awaitIdleUntil(deadline);
        } finally {
            idleWaiters.decrementAndGet();
        }
    }

    private boolean awaitIdleUntil(long deadline) {
        synchronized (idleSignal) {
            while (!running.isEmpty()) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - time.nanoTime());
                if (leftMillis <= 0) {
                    return false;
                }
                try {
                    idleSignal.wait(leftMillis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }
}
