package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import online.cloudtolocalllm.daemon.ipc.legacy.LegacyGate;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonValue;
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

    private final Channel channel;
    private final IpcLimits limits;
    private final ReplyRoom room;
    private final IpcOutbox outbox;
    private final CompletableFuture<Void> quiet = new CompletableFuture<>();
    private final ClientSeat seat;
    private final IpcTalk session;
    private final HandshakeWatch handshake;
    private final IpcLineDecoder decoder;
    private final CommandRunner runner;
    private final RunningStreams streams;
    private final Executor workers;
    private boolean parsing;
    private boolean pumping;
    private boolean closing;
    private boolean awaited;

    /**
     * The handler of a channel that is about to become active.
     *
     * @param channel the channel
     * @param credentials what both sides prove to know
     * @param nonce this side's nonce, used for nothing else
     * @param limits bounds
     * @param peers where the connection is counted
     * @param control carries out the commands
     * @param all the room of all connections' replies
     * @param workers runs what takes too long for an event loop
     * @param old whether old clients are let in
     */
    IpcConnection(
            Channel channel,
            IpcCredentials credentials,
            String nonce,
            IpcLimits limits,
            IpcPeers peers,
            DaemonControl control,
            ReplyRoom all,
            Executor workers,
            LegacyGate old) {
        this.channel = channel;
        this.limits = limits;
        this.room = new ReplyRoom(limits.replyBytes(), all);
        this.outbox = new IpcOutbox(channel, limits, this::lineTaken);
        BooleanSupplier admission = () -> peers.admit(channel);
        this.session = new IpcTalk(
                new IpcSession(credentials, nonce, limits, admission, peers::stopping),
                new LegacySession(old, limits, admission, peers::stopping));
        this.seat = new ClientSeat(channel, outbox, control.audience(), session::news);
        this.handshake = new HandshakeWatch(channel, limits.handshake(), session::maySpeakLater);
        this.decoder = new IpcLineDecoder(limits);
        this.runner = new CommandRunner(control, workers, room);
        this.streams = new RunningStreams(channel, outbox, control, this::streamed);
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

    /** Breaks off the streamed calls that still run; from any thread. */
    void breakOffStreams(StreamEvent.Failed why) {
        channel.eventLoop().execute(() -> streams.breakOff(why));
    }

    private void lineTaken() {
        seat.lineTaken();
        lookWhetherQuiet();
    }

    private void lookWhetherQuiet() {
        if (awaited && !parsing && session.quiet() && room.used() == 0 && streams.taken()) {
            quiet.complete(null);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        handshake.start();
        ctx.fireChannelActive();
    }

    /** Ends a session that needs the leave of old clients, if they have none any more; from any thread. */
    void look() {
        channel.eventLoop().execute(() -> act(session.look()));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (!closing && message instanceof ByteBuf arrived) {
                if (session.maySpeakLater()) {
                    // An old client's first line may be a long one.
                    decoder.trust();
                }
                decoder.feed(arrived);
                pump(ctx);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        outbox.watchForStall();
        if (outbox.hasRoom()) {
            streams.roomAgain();
        }
        pump(ctx);
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        handshake.stop();
        seat.leave();
        cancelAll();
        room.leave();
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
        outbox.cut();
    }

    /** Handles whole lines until there are none, or the connection has to wait. */
    private void pump(ChannelHandlerContext ctx) {
        if (pumping) {
            return;
        }
        pumping = true;
        boolean more = true;
        while (more && !parsing && !closing && outbox.hasRoom()) {
            more = switch (decoder.next()) {
                case IpcLineDecoder.Next.Incomplete ignored -> false;
                case IpcLineDecoder.Next.Line line -> take(ctx, line.bytes());
                case IpcLineDecoder.Next.Foreign ignored -> {
                    close(false);
                    yield false;
                }
                case IpcLineDecoder.Next.TooLong(int most) -> {
                    actAtOnce(session.receivedTooLong(most));
                    yield false;
                }
            };
        }
        pumping = false;
        // While it closes, what still arrives is thrown away: unread bytes would turn the close into a reset that loses
        // the last reply.
        ctx.channel().config().setAutoRead(closing || (!parsing && outbox.hasRoom()));
    }

    private boolean take(ChannelHandlerContext ctx, byte[] line) {
        if (line.length <= limits.lineBytes()) {
            actAtOnce(session.received(IpcLine.read(line)));
            return true;
        }
        parsing = true;
        workers.execute(() -> {
            IpcLine read = IpcLine.read(line);
            ctx.executor().execute(() -> {
                parsing = false;
                if (!closing) {
                    actAtOnce(session.received(read));
                }
                pump(ctx);
            });
        });
        return false;
    }

    /** Replies that no command made are counted here. */
    private void actAtOnce(List<IpcAction> actions) {
        for (IpcAction action : actions) {
            if (action instanceof IpcAction.Send(String text)) {
                room.add(ByteBufUtil.utf8Bytes(text));
            }
        }
        act(actions);
    }

    private void act(List<IpcAction> actions) {
        boolean replied = false;
        for (IpcAction action : actions) {
            switch (action) {
                case IpcAction.Send(String text) -> {
                    send(text);
                    replied = true;
                }
                case IpcAction.Hold(String text) -> room.add(ByteBufUtil.utf8Bytes(text));
                case IpcAction.Trust(String client) -> {
                    handshake.stop();
                    decoder.trust();
                    seat.take(client);
                }
                case IpcAction.Run(ReplyOrder.Ticket ticket, IpcCommand.Proxy(ProxyCall call))
                when call.streamed() -> streams.begin(ticket, call);
                case IpcAction.Apply(IpcCommand.OfCall command) -> {
                    streams.apply(command);
                    if (command instanceof IpcCommand.Cancel(JsonValue id)) {
                        runner.cancel(id);
                    }
                }
                case IpcAction.Note(IpcCommand.Own command) -> seat.note(command);
                case IpcAction.Write(String text, int counted) -> {
                    room.add((long) ByteBufUtil.utf8Bytes(text) - counted);
                    if (!text.isEmpty()) {
                        send(text);
                        replied = true;
                    }
                }
                case IpcAction.GiveUp ignored -> runner.cancelAll();
                case IpcAction.Run(ReplyOrder.Ticket ticket, IpcCommand.Work command) ->
                    runner.run(command, ticket, text -> channel.eventLoop()
                            .execute(() -> act(session.answered(ticket, text))));
                case IpcAction.Quit ignored -> runner.quit();
                case IpcAction.Close ignored -> close(replied);
            }
        }
    }

    private void streamed(ReplyOrder.Ticket ticket) {
        session.finished(ticket);
        lookWhetherQuiet();
    }

    private void cancelAll() {
        runner.cancelAll();
        streams.abandon();
    }

    private void send(String text) {
        int bytes = ByteBufUtil.utf8Bytes(text);
        outbox.send(text, () -> room.free(bytes));
    }

    /** Without a last reply at once; else when the peer has closed too, or has had long enough to read it. */
    private void close(boolean replied) {
        closing = true;
        seat.leave();
        cancelAll();
        if (replied) {
            outbox.closeAfterLastLine();
        } else {
            outbox.cut();
        }
    }
}
