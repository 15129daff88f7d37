package online.cloudtolocalllm.broker.upstream;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.protocol.TimeSource;

/** The connections to upstreams, kept apart by event loop so that none needs a lock. Thread-safe. */
public final class UpstreamSockets implements AutoCloseable {

    private final Map<EventLoop, LoopSockets> byLoop = new HashMap<>();
    private final CloudLayouts layouts = new CloudLayouts();
    private final Addresses addresses;

    /**
     * Prepares every loop of the group.
     *
     * @param group the loops that requests live on
     * @param blocking where name look-ups and the reading of trusted authorities run
     */
    public UpstreamSockets(EventLoopGroup group, Executor blocking, TimeSource time) {
        this(group, new Addresses(blocking, time, InetAddress::getAllByName), new TlsClient(blocking, null), time);
    }

    /** Prepares every loop of the group, with names and trusted authorities from elsewhere. */
    UpstreamSockets(EventLoopGroup group, Addresses addresses, TlsClient tls, TimeSource time) {
        this.addresses = addresses;
        Dialer dialer = new Dialer(addresses, tls, time);
        for (EventExecutor executor : group) {
            EventLoop loop = (EventLoop) executor;
            byLoop.put(loop, new LoopSockets(loop, dialer, layouts, time));
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

    /**
     * Closes the idle connections and forgets every address, as after a sleep or a change of the network: requests on their
     * way go on, the next ones look names up anew and connect anew. On the caller's own loop this is done when the method
     * returns, on the others soon.
     */
    public void dropIdle() {
        addresses.forget();
        byLoop.forEach((loop, sockets) -> {
            if (loop.inEventLoop()) {
                sockets.closeIdle();
            } else {
                loop.execute(sockets::closeIdle);
            }
        });
    }

    /**
     * Closes the idle connections to an upstream that nobody is to ask any more, unless one of the others shares them.
     *
     * @param others whose connections must stay
     */
    public void dropIdle(Origin gone, Stream<Origin> others) {
        UpstreamKey key = UpstreamKey.of(gone);
        if (others.map(UpstreamKey::of).noneMatch(key::equals)) {
            byLoop.forEach((loop, sockets) -> loop.execute(() -> sockets.closeIdle(key)));
        }
    }

    /** Closes the idle connections. */
    @Override
    public void close() {
        byLoop.forEach((loop, sockets) -> loop.execute(sockets::closeIdle));
    }
}
