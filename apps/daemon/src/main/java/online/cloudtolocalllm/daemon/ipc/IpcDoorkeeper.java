package online.cloudtolocalllm.daemon.ipc;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import online.cloudtolocalllm.daemon.peer.Peers;
import online.cloudtolocalllm.daemon.peer.SocketPair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds back what a client sends until the system has told whose it is, which is asked once and away from the event loop. Then it
 * leaves the pipeline. Programs of other users are closed without a word, before a byte of theirs is looked at. Lives on one event
 * loop.
 */
final class IpcDoorkeeper extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(IpcDoorkeeper.class);

    private final Peers peers;
    /** What one read brought: reading stops then. */
    private final Queue<Object> held = new ArrayDeque<>();

    IpcDoorkeeper(Peers peers) {
        this.peers = peers;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.fireChannelActive();
        CompletableFuture<Peers.Verdict> verdict =
                peers.judge(new SocketPair((InetSocketAddress) context.channel().remoteAddress(), (InetSocketAddress)
                        context.channel().localAddress()));
        if (verdict.isDone()) {
            judged(context, verdict.join());
        } else {
            var _ = verdict.thenAcceptAsync(found -> judged(context, found), context.executor());
        }
    }

    private void judged(ChannelHandlerContext context, Peers.Verdict verdict) {
        if (!context.channel().isActive()) {
            return;
        }
        if (verdict != Peers.Verdict.ADMITTED) {
            LOG.debug("an IPC connection was refused: {}", verdict);
            context.close();
            return;
        }
        for (Object piece = held.poll(); piece != null; piece = held.poll()) {
            context.fireChannelRead(piece);
        }
        context.pipeline().remove(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        held.add(message);
        context.channel().config().setAutoRead(false);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }
}
