package online.cloudtolocalllm.broker.exchange;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the clock twice a second while a relay runs. One timer for all of a relay's limits costs a request that is
 * answered quickly nothing but its making, and a stream nothing per piece.
 */
final class Ticker {

    private static final long PERIOD_MILLIS = 500;

    private final EventLoop loop;
    private final Runnable look;
    private @Nullable ScheduledFuture<?> timer;

    Ticker(EventLoop loop, Runnable look) {
        this.loop = loop;
        this.look = look;
    }

    void start() {
        if (timer == null) {
            timer = loop.scheduleWithFixedDelay(look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
