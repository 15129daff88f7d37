package online.cloudtolocalllm.daemon.gateway;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.TimeSource;
import org.jspecify.annotations.Nullable;

/** How long a client has been keeping the gateway waiting. Lives on one event loop. */
final class ClientClock {

    private final GatewayLimits limits;
    private final TimeSource time;
    private @Nullable ScheduledFuture<?> ticking;
    private long lastActiveNanos;
    private long headSinceNanos;

    /** What has taken too long. */
    enum Late {
        /** Nothing. */
        NOTHING,
        /** The rest of a head. */
        HEAD,
        /** The next piece of a body. */
        BODY,
        /** The next request. */
        REQUEST,
        /** The client's taking of what was sent to it. */
        TAKING
    }

    /**
     * What a connection is doing.
     *
     * @param answering whether a request is being answered
     * @param awaitsHead whether the rest of a head is awaited, and nothing else
     * @param awaitsBody whether a piece of a body is awaited
     * @param takenAll whether the client has taken everything that was sent
     * @param standstill how long it has taken nothing
     */
    record Doing(boolean answering, boolean awaitsHead, boolean awaitsBody, boolean takenAll, Duration standstill) {}

    ClientClock(GatewayLimits limits, TimeSource time) {
        this.limits = limits;
        this.time = time;
    }

    /** Looks again and again until it is stopped. */
    void start(EventLoop loop, Runnable look) {
        active();
        long every = limits.lookEvery().toNanos();
        ticking = loop.scheduleWithFixedDelay(look, every, every, TimeUnit.NANOSECONDS);
    }

    void stop() {
        if (ticking != null) {
            ticking.cancel(false);
        }
    }

    /** The client did something, or is awaited from now on. */
    void active() {
        lastActiveNanos = time.nanoTime();
    }

    /** What is late now. A head behind a request that is being answered has all the time that this takes. */
    Late late(Doing doing) {
        long now = time.nanoTime();
        Duration quiet = Duration.ofNanos(now - lastActiveNanos);
        headSinceNanos = doing.awaitsHead ? (headSinceNanos == 0 ? now : headSinceNanos) : 0;
        if (doing.awaitsHead && now - headSinceNanos > limits.head().toNanos()) {
            return Late.HEAD;
        }
        if (doing.awaitsBody && quiet.compareTo(limits.bodySilence()) > 0) {
            return Late.BODY;
        }
        if (doing.answering) {
            return Late.NOTHING;
        }
        if (doing.takenAll) {
            return quiet.compareTo(limits.idle()) > 0 ? Late.REQUEST : Late.NOTHING;
        }
        return doing.standstill.compareTo(limits.taking()) > 0 ? Late.TAKING : Late.NOTHING;
    }
}
