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
 * One connection: moves what its inlet read between its socket, the session and the daemon. Everything here happens on the
 * channel's event loop, which only ever handles short lines itself: long ones are parsed, and replies written as text, by the
 * workers, and the connection's next line waits meanwhile.
 *
 * <p>Reading stops while more is queued for the peer than it may have, so a peer that asks and never reads holds a bounded amount
 * of memory, and is cut off when it has taken nothing for the stall limit.
 */
final class IpcConnection extends ChannelInboundHandlerAdapter implements IpcInlet.Taker {

    private static final Logger LOG = LoggerFactory.getLogger(IpcConnection.class);

    private final Channel channel;
    private final ReplyRoom room;
    private final IpcOutbox outbox;
    private final CompletableFuture<Void> quiet = new CompletableFuture<>();
    private final ClientSeat seat;
    private final IpcTalk session;
    private final HandshakeWatch handshake;
    private final IpcInlet inlet;
    private final CommandRunner runner;
    private final RunningStreams streams;
    private boolean closing;
    private boolean awaited;

    /**
     * The handler of a channel that is about to become active.
     *
     * @param channel the channel
     * @param credentials what both sides prove to know
     * @param nonce this side's nonce, used for nothing else
     * @param limits bounds
     * @param largeLines whose turn it is to send a large line
     * @param peers where the connection is counted
     * @param control carries out the commands
     * @param kept the answers of all connections that are kept for clients that come again
     * @param all the room of all connections' replies
     * @param workers runs what takes too long for an event loop
     * @param old whether old clients are let in
     */
    IpcConnection(
            Channel channel,
            IpcCredentials credentials,
            String nonce,
            IpcLimits limits,
            LargeLines largeLines,
            IpcPeers peers,
            DaemonControl control,
            KeptAnswers kept,
            ReplyRoom all,
            Executor workers,
            LegacyGate old) {
        this.channel = channel;
        this.room = new ReplyRoom(limits.replyBytes(), all);
        this.outbox = new IpcOutbox(channel, limits, this::lineTaken);
        BooleanSupplier admission = () -> peers.admit(channel);
        this.session = new IpcTalk(
                new IpcSession(credentials, nonce, limits, admission, peers::stopping),
                new LegacySession(old, limits, admission, peers::stopping));
        this.seat = new ClientSeat(channel, outbox, control.audience(), session::news);
        this.handshake = new HandshakeWatch(channel, limits.handshake(), session::maySpeakLater);
        this.inlet = new IpcInlet(channel, limits, largeLines, workers, this);
        this.runner = new CommandRunner(control, workers, room);
        this.streams = new RunningStreams(channel, outbox, control, kept, this::streamed);
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
        if (awaited && !inlet.isReading() && session.quiet() && room.used() == 0 && streams.taken()) {
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
                    inlet.trust();
                }
                inlet.feed(arrived);
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
        inlet.pump();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        inlet.end();
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

    @Override
    public boolean mayTake() {
        return !closing && outbox.hasRoom();
    }

    @Override
    public void line(IpcLine line) {
        actAtOnce(session.received(line));
    }

    @Override
    public void tooLong(int most) {
        actAtOnce(session.receivedTooLong(most));
    }

    @Override
    public void tooSlow() {
        actAtOnce(session.receivedTooSlowly());
    }

    @Override
    public void foreign() {
        close(false);
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
                    inlet.trust();
                    seat.take(client);
                }
                case IpcAction.Run(ReplyOrder.Ticket ticket, IpcCommand.Proxy(ProxyCall call))
                when call.streamed() -> streams.begin(ticket, call);
                case IpcAction.Attach(ReplyOrder.Ticket ticket, IpcCommand.Attach(String kept, long offset)) ->
                    streams.attach(ticket, kept, offset);
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
        inlet.end();
        seat.leave();
        cancelAll();
        if (replied) {
            outbox.closeAfterLastLine();
        } else {
            outbox.cut();
        }
    }
}
