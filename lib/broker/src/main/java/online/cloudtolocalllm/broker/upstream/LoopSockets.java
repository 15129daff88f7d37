package online.cloudtolocalllm.broker.upstream;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.protocol.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The connections to upstreams that live on one event loop: dials, and keeps idle ones for the next request. Every method
 * must be called on that loop. At most {@value #MAX_IDLE} idle connections are kept for each upstream.
 */
public final class LoopSockets {

    private static final int MAX_IDLE = 64;
    private static final long SWEEP_SECONDS = 15;

    private final EventLoop loop;
    private final Dialer dialer;
    private final TimeSource time;
    private final CloudLayouts layouts;
    private final Map<UpstreamKey, Deque<UpstreamSocket>> idle = new HashMap<>();

    LoopSockets(EventLoop loop, Dialer dialer, CloudLayouts layouts, TimeSource time) {
        this.loop = loop;
        this.dialer = dialer;
        this.layouts = layouts;
        this.time = time;
        loop.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /** What is known of the layouts of clouds; thread-safe. */
    public CloudLayouts layouts() {
        return layouts;
    }

    /**
     * Prepares an attempt; {@link UpstreamCall#start} begins it.
     *
     * @param origin where to
     * @param request the head to send; its target and fields are sent as they are
     * @param connectMillis time limit for looking the host up, connecting and agreeing on TLS, together
     * @param listener hears what happens
     */
    public UpstreamCall call(Origin origin, HttpRequest request, long connectMillis, AnswerListener listener) {
        return new UpstreamCall(this, origin, request, connectMillis, listener);
    }

    /**
     * Makes a connection for the sake of seeing how that goes; one that stands is kept for the next request.
     *
     * @param done is called once, on the loop, within the limit
     */
    public void examine(Origin origin, long connectMillis, Consumer<DialReport> done) {
        Dial dial = dialer.dial(origin, loop);
        dial.begin(connectMillis).addListener(dialed -> {
            if (dialed.isSuccess()) {
                giveBack(UpstreamKey.of(origin), (UpstreamSocket) dialed.getNow(), Long.MAX_VALUE);
            }
            done.accept(dial.report());
        });
    }

    /** A kept connection that seems to stand, or null. */
    @Nullable
    UpstreamSocket takeIdle(Origin origin) {
        Deque<UpstreamSocket> sockets = idle.get(UpstreamKey.of(origin));
        while (sockets != null && !sockets.isEmpty()) {
            UpstreamSocket newest = sockets.pop();
            if (newest.usable(time.nanoTime())) {
                return newest;
            }
            newest.discard();
        }
        return null;
    }

    /** Makes a new connection for a call. */
    void dial(Origin origin, long connectMillis, UpstreamCall call) {
        dialer.dial(origin, loop).begin(connectMillis).addListener(dialed -> {
            if (!dialed.isSuccess()) {
                call.notConnected(Faults.connecting(origin, dialed.cause()));
            } else if (call.isOver()) {
                giveBack(UpstreamKey.of(origin), (UpstreamSocket) dialed.getNow(), Long.MAX_VALUE);
            } else {
                call.connected((UpstreamSocket) dialed.getNow());
            }
        });
    }

    long nanoTime() {
        return time.nanoTime();
    }

    void giveBack(UpstreamKey key, UpstreamSocket socket, long serverKeepAliveNanos) {
        Deque<UpstreamSocket> sockets = idle.computeIfAbsent(key, k -> new ArrayDeque<>());
        if (sockets.size() >= MAX_IDLE || !socket.channel().isActive()) {
            socket.discard();
            return;
        }
        socket.rest(time.nanoTime(), serverKeepAliveNanos);
        sockets.push(socket);
    }

    private void sweep() {
        long now = time.nanoTime();
        for (Deque<UpstreamSocket> sockets : idle.values()) {
            sockets.removeIf(socket -> {
                boolean usable = socket.usable(now);
                if (!usable) {
                    socket.discard();
                }
                return !usable;
            });
        }
        idle.values().removeIf(Deque::isEmpty);
    }

    /** Closes the idle connections to one upstream. */
    void closeIdle(UpstreamKey key) {
        Deque<UpstreamSocket> sockets = idle.remove(key);
        if (sockets != null) {
            sockets.forEach(UpstreamSocket::discard);
        }
    }

    /** Closes every idle connection. */
    void closeIdle() {
        idle.values().forEach(sockets -> sockets.forEach(UpstreamSocket::discard));
        idle.clear();
    }
}
