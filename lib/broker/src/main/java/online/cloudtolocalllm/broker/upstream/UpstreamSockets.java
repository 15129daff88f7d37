package online.cloudtolocalllm.broker.upstream;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import online.cloudtolocalllm.protocol.TimeSource;

/** The connections to upstreams, kept apart by event loop so that none needs a lock. Thread-safe. */
public final class UpstreamSockets implements AutoCloseable {

    private final Map<EventLoop, LoopSockets> byLoop = new HashMap<>();

    /**
     * Prepares every loop of the group.
     *
     * @param group the loops that requests live on
     * @param blocking where name look-ups and the reading of trusted authorities run
     */
    public UpstreamSockets(EventLoopGroup group, Executor blocking, TimeSource time) {
        Dialer dialer = new Dialer(new Addresses(blocking, time), new TlsClient(blocking));
        for (EventExecutor executor : group) {
            EventLoop loop = (EventLoop) executor;
            byLoop.put(loop, new LoopSockets(loop, dialer, time));
        }
    }

    /** The connections of one loop. */
    public LoopSockets on(EventLoop loop) {
        LoopSockets sockets = byLoop.get(loop);
        if (sockets == null) {
            throw new IllegalArgumentException("not a loop of this group");
        }
        return sockets;
    }

    /** Closes the idle connections. */
    @Override
    public void close() {
        byLoop.forEach((loop, sockets) -> loop.execute(sockets::closeIdle));
    }
}
