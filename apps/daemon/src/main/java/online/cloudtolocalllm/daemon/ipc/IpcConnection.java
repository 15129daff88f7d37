package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.IpcCredentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: moves bytes between its socket, the decoder, the session and the daemon. Everything here happens on the
 * channel's event loop, which only ever handles short lines itself: long ones are parsed, and replies written as text, by the
 * workers, and the connection's next line waits meanwhile.
 *
 * <p>Reading stops while more is queued for the peer than it may have, so a peer that asks and never reads holds a bounded amount
 * of memory, and is cut off when it has taken nothing for the stall limit.
 */
final class IpcConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(IpcConnection.class);

    /** Replies are queued in pieces of this size, so that a peer that takes a large one slowly is seen to take it. */
    private static final int PIECE_BYTES = 64 * 1024;

    private final Channel channel;
    private final IpcLimits limits;
    private final ReplyRoom room;
    private final CompletableFuture<Void> quiet = new CompletableFuture<>();
    private final IpcSession session;
    private final IpcLineDecoder decoder;
    private final CommandRunner runner;
    private final Executor workers;
    private boolean trusted;
    private boolean parsing;
    private boolean pumping;
    private boolean closing;
    private boolean watching;
    private boolean awaited;
    private long piecesTaken;

    /**
     * The handler of a channel that is about to become active.
     *
     * @param channel the channel
     * @param credentials what both sides prove to know
     * @param nonce this side's nonce, used for nothing else
     * @param limits bounds
     * @param peers where the connection is counted
     * @param control carries out the commands
     * @param workers runs what takes too long for an event loop
     */
    IpcConnection(
            Channel channel,
            IpcCredentials credentials,
            String nonce,
            IpcLimits limits,
            IpcPeers peers,
            DaemonControl control,
            Executor workers) {
        this.channel = channel;
        this.limits = limits;
        this.room = new ReplyRoom(limits.replyBytes());
        this.session = new IpcSession(credentials, nonce, limits, () -> peers.admit(channel), peers::stopping);
        this.decoder = new IpcLineDecoder(limits);
        this.runner = new CommandRunner(control, workers, room);
        this.workers = workers;
    }

    /** Completes when every request has its reply and the peer has taken them all; from any thread. */
    CompletableFuture<Void> whenQuiet() {
        channel.eventLoop().execute(() -> {
            awaited = true;
            lookWhetherQuiet();
        });
        return quiet;
    }

    private void lookWhetherQuiet() {
        if (awaited && !parsing && session.quiet() && room.used() == 0) {
            quiet.complete(null);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        after(limits.handshake(), ctx, () -> {
            if (!trusted) {
                cut(ctx);
            }
        });
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (!closing && message instanceof ByteBuf arrived) {
                decoder.feed(arrived);
                pump(ctx);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable() && !watching) {
            watchForStall(ctx);
        }
        pump(ctx);
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        runner.cancelAll();
        quiet.complete(null);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("IPC connection lost: {}", cause.getMessage());
        } else {
            LOG.error("IPC connection closed after an unexpected failure", cause);
        }
        cut(ctx);
    }

    /** Handles whole lines until there are none, or the connection has to wait. */
    private void pump(ChannelHandlerContext ctx) {
        if (pumping) {
            return;
        }
        pumping = true;
        boolean more = true;
        while (more && !parsing && !closing && ctx.channel().isWritable()) {
            more = switch (decoder.next()) {
                case IpcLineDecoder.Next.Incomplete ignored -> false;
                case IpcLineDecoder.Next.Line line -> take(ctx, line.bytes());
                case IpcLineDecoder.Next.Foreign ignored -> {
                    close(ctx, false);
                    yield false;
                }
                case IpcLineDecoder.Next.TooLong(int most) -> {
                    actAtOnce(ctx, session.receivedTooLong(most));
                    yield false;
                }
            };
        }
        pumping = false;
        // While it closes, what still arrives is thrown away: unread bytes would turn the close into a reset that loses
        // the last reply.
        ctx.channel().config().setAutoRead(closing || (!parsing && ctx.channel().isWritable()));
    }

    private boolean take(ChannelHandlerContext ctx, byte[] line) {
        if (line.length <= limits.lineBytes()) {
            actAtOnce(ctx, session.received(IpcLine.read(line)));
            return true;
        }
        parsing = true;
        workers.execute(() -> {
            IpcLine read = IpcLine.read(line);
            ctx.executor().execute(() -> {
                parsing = false;
                if (!closing) {
                    actAtOnce(ctx, session.received(read));
                }
                pump(ctx);
            });
        });
        return false;
    }

    /** Replies that no command made are counted here. */
    private void actAtOnce(ChannelHandlerContext ctx, List<IpcAction> actions) {
        for (IpcAction action : actions) {
            if (action instanceof IpcAction.Send(String text)) {
                room.add(ByteBufUtil.utf8Bytes(text));
            }
        }
        act(ctx, actions);
    }

    private void act(ChannelHandlerContext ctx, List<IpcAction> actions) {
        boolean replied = false;
        for (IpcAction action : actions) {
            switch (action) {
                case IpcAction.Send(String text) -> {
                    send(ctx, text);
                    replied = true;
                }
                case IpcAction.Trust ignored -> {
                    trusted = true;
                    decoder.trust();
                }
                case IpcAction.Run(ReplyOrder.Ticket ticket, IpcCommand.Work command) ->
                    runner.run(command, ticket, text -> ctx.executor()
                            .execute(() -> act(ctx, session.answered(ticket, text))));
                case IpcAction.Quit ignored -> runner.quit();
                case IpcAction.Close ignored -> close(ctx, replied);
            }
        }
    }

    private void send(ChannelHandlerContext ctx, String text) {
        if (!ctx.channel().isActive()) {
            return;
        }
        int bytes = ByteBufUtil.utf8Bytes(text);
        ByteBuf line = ctx.alloc().buffer(bytes + 1);
        ByteBufUtil.reserveAndWriteUtf8(line, text, bytes);
        line.writeByte('\n');
        while (line.readableBytes() > PIECE_BYTES) {
            ctx.write(line.readRetainedSlice(PIECE_BYTES)).addListener(piece -> piecesTaken++);
        }
        ctx.writeAndFlush(line).addListener(piece -> {
            piecesTaken++;
            room.free(bytes);
            lookWhetherQuiet();
        });
    }

    /** Without a last reply at once; else when the peer has closed too, or has had long enough to read it. */
    private void close(ChannelHandlerContext ctx, boolean replied) {
        closing = true;
        runner.cancelAll();
        if (replied && ctx.channel() instanceof DuplexChannel duplex) {
            // An empty write, because shutting down drops what is still queued.
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
                var _ = duplex.shutdownOutput();
            });
            after(limits.linger(), ctx, () -> cut(ctx));
        } else {
            cut(ctx);
        }
    }

    private void watchForStall(ChannelHandlerContext ctx) {
        watching = true;
        long before = piecesTaken;
        after(limits.stall(), ctx, () -> {
            watching = false;
            if (ctx.channel().isWritable() || !ctx.channel().isActive()) {
                return;
            }
            if (piecesTaken > before) {
                watchForStall(ctx);
            } else {
                LOG.warn("An IPC client that does not read its replies was cut off.");
                cut(ctx);
            }
        });
    }

    private static void after(Duration delay, ChannelHandlerContext ctx, Runnable task) {
        var _ = ctx.executor().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void cut(ChannelHandlerContext ctx) {
        var _ = ctx.close();
    }
}
