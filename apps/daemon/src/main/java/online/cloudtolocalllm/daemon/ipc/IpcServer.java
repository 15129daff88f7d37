package online.cloudtolocalllm.daemon.ipc;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;

/**
 * The IPC server: listens on 127.0.0.1, lets clients prove themselves and carries out their commands. Thread-safe. It owns its
 * sockets; the event loops and the workers stay the caller's and must outlive it.
 */
public final class IpcServer implements AutoCloseable {

    private final Channel listener;
    private final IpcPeers peers;
    private final KeptAnswers kept;
    private final IpcCredentials credentials;

    private IpcServer(Channel listener, IpcPeers peers, KeptAnswers kept, IpcCredentials credentials) {
        this.kept = kept;
        this.listener = listener;
        this.peers = peers;
        this.credentials = credentials;
    }

    /**
     * What the server runs on.
     *
     * @param loops event loops for the listening and the accepted sockets
     * @param channelType the listening channel's class, which must fit the loops
     * @param workers runs short tasks away from the event loops; unbounded, such as one virtual thread per task
     */
    public record Threads(EventLoopGroup loops, Class<? extends ServerChannel> channelType, Executor workers) {}

    /** What came of opening a server. */
    public sealed interface Opening {

        /**
         * It listens.
         *
         * @param server the server, to be closed by the caller
         */
        record Listening(IpcServer server) implements Opening {}

        /**
         * It cannot listen, usually because another program has the port.
         *
         * @param port the port that was asked for
         * @param reason the system's words
         */
        record Refused(int port, String reason) implements Opening {}
    }

    /**
     * Starts listening, with a new instance name and a new secret. Blocks for a moment; not for an event loop.
     *
     * @param port the port, or 0 for a free one
     * @param started the start of the daemon, told to clients
     * @param access who is listened to
     */
    public static Opening open(
            Threads threads, int port, Instant started, IpcLimits limits, DaemonControl control, IpcAccess access) {
        ReplyRoom room = new ReplyRoom(limits.allRepliesBytes());
        IpcPeers peers = new IpcPeers(limits.pending(), limits.connections());
        LargeLines largeLines = new LargeLines();
        KeptAnswers kept = new KeptAnswers(KeptRoom.standard(), Handshake::randomText);
        String secret = Handshake.randomText();
        String instance = Handshake.randomText().substring(0, 12);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(threads.loops())
                .channel(threads.channelType())
                .option(ChannelOption.SO_BACKLOG, 128)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(limits.queuedBytes() / 2, limits.queuedBytes()))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        peers.arrived(channel).ifPresent(IpcServer::drop);
                        channel.closeFuture().addListener(closed -> peers.left(channel));
                        int ownPort = ((InetSocketAddress) channel.localAddress()).getPort();
                        channel.pipeline()
                                .addLast(new IpcDoorkeeper(access.peers()))
                                .addLast(new IpcConnection(
                                        channel,
                                        new IpcCredentials(ownPort, instance, started, secret),
                                        Handshake.randomText(),
                                        limits,
                                        largeLines,
                                        peers,
                                        control,
                                        kept,
                                        room,
                                        threads.workers(),
                                        access.legacy()));
                    }
                });
        ChannelFuture bound =
                bootstrap.bind(new InetSocketAddress(loopback(), port)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            return new Opening.Refused(port, String.valueOf(bound.cause().getMessage()));
        }
        access.legacy().whenChanged(() -> connections(peers.trusted()).forEach(IpcConnection::look));
        int ownPort = ((InetSocketAddress) bound.channel().localAddress()).getPort();
        return new Opening.Listening(
                new IpcServer(bound.channel(), peers, kept, new IpcCredentials(ownPort, instance, started, secret)));
    }

    /** Port, instance and secret, for {@code ipc_auth.json}. */
    public IpcCredentials credentials() {
        return credentials;
    }

    /** How many authenticated clients are connected. */
    public int clients() {
        return peers.trustedCount();
    }

    /**
     * From now on no work is begun: it is refused with the code {@code stopping}. The state can still be asked for. Kept answers that
     * nobody reads are ended.
     */
    public void stopTaking() {
        var _ = peers.stopTaking();
        kept.stop();
    }

    /** After {@link #stopTaking}: breaks off streamed answers that came whole and wait for their clients' credit. */
    public void breakOffStreams(String why) {
        StreamEvent.Failed failed = new StreamEvent.Failed("stream_broken", why, OptionalInt.empty());
        connections(peers.stopTaking()).forEach(connection -> connection.breakOffStreams(failed));
    }

    /** After {@link #stopTaking}: waits until every reply has been taken; blocks. Says whether that was within the limit. */
    public boolean awaitDelivered(Duration limit) {
        CompletableFuture<?>[] busy =
                connections(peers.stopTaking()).map(IpcConnection::whenQuiet).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(busy).get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("being quiet does not fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Stops listening, closes every connection and cancels what they asked for. Blocks until the listening socket is closed; not
     * for an event loop. A second call does nothing.
     */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        kept.stop();
        peers.close().forEach(IpcServer::drop);
    }

    private static Stream<IpcConnection> connections(List<Channel> channels) {
        return channels.stream()
                .map(channel -> channel.pipeline().get(IpcConnection.class))
                .filter(Objects::nonNull);
    }

    private static void drop(Channel channel) {
        var _ = channel.close();
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
