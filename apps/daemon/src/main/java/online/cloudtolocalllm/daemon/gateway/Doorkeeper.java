package online.cloudtolocalllm.daemon.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.daemon.peer.Peers;
import online.cloudtolocalllm.daemon.peer.SocketPair;

/**
 * Holds back what a client sends until it is known whose it is, which is found out once, and away from the event loop. Then it
 * leaves the pipeline. Who is not admitted is answered once, if it asks at once, and sent away in any case: sockets that others
 * hold open must not use up those of this process. Lives on one event loop.
 */
final class Doorkeeper extends ChannelInboundHandlerAdapter {

    /** For an answer that says why; programs ask as soon as they are connected. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Peers peers;
    private final Clients clients;
    private final ClientConnection connection;
    private final TurnQueue held = new TurnQueue();

    Doorkeeper(Peers peers, Clients clients, ClientConnection connection) {
        this.peers = peers;
        this.clients = clients;
        this.connection = connection;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.fireChannelActive();
        SocketPair pair = new SocketPair((InetSocketAddress) context.channel().remoteAddress(), (InetSocketAddress)
                context.channel().localAddress());
        CompletableFuture<Peers.Verdict> verdict = peers.judge(pair);
        if (verdict.isDone()) {
            judged(context, verdict.join());
        } else {
            var _ = verdict.thenAcceptAsync(found -> judged(context, found), context.executor());
        }
    }

    private void judged(ChannelHandlerContext context, Peers.Verdict verdict) {
        Channel channel = context.channel();
        if (!channel.isActive()) {
            return;
        }
        boolean admitted = verdict == Peers.Verdict.ADMITTED;
        if (verdict == Peers.Verdict.GONE || (!admitted && !clients.strangerArrived(channel))) {
            channel.close();
            return;
        }
        if (!admitted) {
            var _ = channel.eventLoop().schedule(() -> channel.close(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        connection.judged(verdict);
        while (!held.isEmpty()) {
            context.fireChannelRead(held.next());
        }
        if (channel.isActive()) {
            context.pipeline().remove(this);
            connection.updateReading();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        held.add((HttpObject) message);
        if (held.isFull()) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        held.release();
        context.fireChannelInactive();
    }
}
