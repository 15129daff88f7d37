package online.cloudtolocalllm.daemon.ipc;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Closes a connection that has not proved itself in time, unless it may be silent. Lives on the channel's event loop. */
final class HandshakeWatch {

    private final Channel channel;
    private final Duration limit;
    private final BooleanSupplier maySpeakLater;
    private @Nullable Future<?> timer;

    /**
     * A watch that does not run yet.
     *
     * @param maySpeakLater whether it may still be silent
     */
    HandshakeWatch(Channel channel, Duration limit, BooleanSupplier maySpeakLater) {
        this.channel = channel;
        this.limit = limit;
        this.maySpeakLater = maySpeakLater;
    }

    /** Looks when the limit has passed, and again while the client may be silent. */
    void start() {
        timer = channel.eventLoop().schedule(this::look, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks no more. A timer that ran on would hold its connection: a few thousand strangers a second would fill the heap. */
    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void look() {
        if (maySpeakLater.getAsBoolean()) {
            start();
        } else {
            var _ = channel.close();
        }
    }
}
