package online.cloudtolocalllm.broker.upstream;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
    private final Map<UpstreamKey, Deque<UpstreamSocket>> idle = new HashMap<>();

    LoopSockets(EventLoop loop, Dialer dialer, TimeSource time) {
        this.loop = loop;
        this.dialer = dialer;
        this.time = time;
        loop.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Prepares an attempt; {@link UpstreamCall#start} begins it.
     *
     * @param origin where to
     * @param request the head to send; its target and fields are sent as they are
     * @param connectMillis time limit for connecting to each address of the host, and again for TLS
     * @param listener hears what happens
     */
    public UpstreamCall call(Origin origin, HttpRequest request, long connectMillis, AnswerListener listener) {
        return new UpstreamCall(this, origin, request, connectMillis, listener);
    }

    void start(UpstreamCall call, Origin origin, long connectMillis) {
        UpstreamSocket kept = takeIdle(UpstreamKey.of(origin));
        if (kept != null) {
            call.connected(kept);
        } else {
            dial(origin, connectMillis, call);
        }
    }

    private void dial(Origin origin, long connectMillis, UpstreamCall call) {
        dialer.addresses(origin, loop).addListener(answer -> {
            if (answer.isSuccess()) {
                @SuppressWarnings("unchecked")
                List<InetAddress> addresses = (List<InetAddress>) answer.getNow();
                dialFrom(origin, addresses, 0, connectMillis, call);
            } else {
                call.notConnected(Faults.connecting(origin, answer.cause()), false);
            }
        });
    }

    /** A name may have several addresses of which one answers, as localhost does: each is tried in turn. */
    private void dialFrom(
            Origin origin, List<InetAddress> addresses, int index, long connectMillis, UpstreamCall call) {
        dialer.dial(origin, addresses.get(index), connectMillis, loop).addListener(dialed -> {
            if (dialed.isSuccess()) {
                UpstreamSocket socket = (UpstreamSocket) dialed.getNow();
                if (call.isOver()) {
                    socket.rest(time.nanoTime(), Long.MAX_VALUE);
                    giveBack(UpstreamKey.of(origin), socket, Long.MAX_VALUE);
                } else {
                    call.connected(socket);
                }
            } else if (index + 1 < addresses.size() && !call.isOver()) {
                dialFrom(origin, addresses, index + 1, connectMillis, call);
            } else {
                call.notConnected(Faults.connecting(origin, dialed.cause()), Faults.isRefusal(dialed.cause()));
            }
        });
    }

    private @Nullable UpstreamSocket takeIdle(UpstreamKey key) {
        Deque<UpstreamSocket> sockets = idle.get(key);
        while (sockets != null && !sockets.isEmpty()) {
            UpstreamSocket newest = sockets.pop();
            if (newest.usable(time.nanoTime())) {
                return newest;
            }
            newest.discard();
        }
        return null;
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
    }

    /** Closes every idle connection. */
    void closeIdle() {
        idle.values().forEach(sockets -> sockets.forEach(UpstreamSocket::discard));
        idle.clear();
    }
}
