package online.cloudtolocalllm.daemon.gateway;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.daemon.peer.Peers;
import online.cloudtolocalllm.daemon.peer.SocketPair;

/**
 * Whether a client is read from. Who does not read learns nothing from its own socket, and the end of what a client sent may not
 * even have arrived: it stands behind bytes that there is no room for. So while nothing is read the system is asked about the
 * client's end, and a client that has gone is noticed all the same. Lives on one event loop.
 */
final class Reading {

    private static final Duration EVERY = Duration.ofMillis(400);

    private final Channel channel;
    private final Peers peers;
    private boolean looking;

    Reading(Channel channel, Peers peers) {
        this.channel = channel;
        this.peers = peers;
    }

    /** Reads from now on, or does not; says whether that is a change. */
    boolean set(boolean read) {
        if (channel.config().isAutoRead() == read) {
            return false;
        }
        channel.config().setAutoRead(read);
        if (!read && !looking) {
            looking = true;
            lookLater();
        }
        return true;
    }

    private void lookLater() {
        var _ = channel.eventLoop().schedule(this::look, EVERY.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        if (channel.config().isAutoRead() || !channel.isActive()) {
            looking = false;
            return;
        }
        SocketPair pair =
                new SocketPair((InetSocketAddress) channel.remoteAddress(), (InetSocketAddress) channel.localAddress());
        var _ = peers.hasLeft(pair).thenAcceptAsync(this::seen, channel.eventLoop());
    }

    private void seen(boolean left) {
        if (left && !channel.config().isAutoRead()) {
            channel.close();
        }
        lookLater();
    }
}
