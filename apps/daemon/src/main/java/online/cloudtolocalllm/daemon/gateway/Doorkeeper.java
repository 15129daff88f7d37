package online.cloudtolocalllm.daemon.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import online.cloudtolocalllm.daemon.peer.Peers;
import online.cloudtolocalllm.daemon.peer.SocketPair;

/**
 * Holds back what a client sends until it is known whose it is, which is found out once, and away from the event loop. Then it
 * leaves the pipeline. Lives on one event loop.
 */
final class Doorkeeper extends ChannelInboundHandlerAdapter {

    private final Peers peers;
    private final ClientConnection connection;
    private final TurnQueue held = new TurnQueue();

    Doorkeeper(Peers peers, ClientConnection connection) {
        this.peers = peers;
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
        if (verdict == Peers.Verdict.GONE) {
            context.close();
            return;
        }
        if (verdict == Peers.Verdict.STRANGER) {
            connection.isOfStranger();
        }
        while (!held.isEmpty()) {
            context.fireChannelRead(held.next());
        }
        if (context.channel().isActive()) {
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
