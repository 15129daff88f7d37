package online.cloudtolocalllm.daemon.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.TimeSource;

/** The gateway's listening socket. Thread-safe. */
public final class GatewayServer implements AutoCloseable {

    private final Channel listening;
    private final Clients clients;
    private final HostPort address;

    private GatewayServer(Channel listening, Clients clients, HostPort address) {
        this.listening = listening;
        this.clients = clients;
        this.address = address;
    }

    /**
     * Listens. Blocks until the socket is bound.
     *
     * @param at where; port 0 asks for a free one
     * @param guards who may ask
     * @param loops where connections live; must be the broker's
     * @param instance a short name of this run, part of request ids
     * @throws IOException if the address cannot be bound, as when another program has the port
     */
    public static GatewayServer open(
            HostPort at,
            EventLoopGroup loops,
            Broker broker,
            Guards guards,
            GatewayPages pages,
            GatewayLimits limits,
            TimeSource time,
            String instance)
            throws IOException {
        Clients clients = new Clients();
        AtomicLong requests = new AtomicLong();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32 * 1024, 64 * 1024))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        clients.accepted(channel);
                        int port = ((InetSocketAddress) channel.localAddress()).getPort();
                        GatewayParts parts = new GatewayParts(
                                broker, guards, pages, limits, time, port, instance, clients, requests);
                        RequestDecoder decoder = new RequestDecoder();
                        ResponseEncoder encoder = new ResponseEncoder();
                        ClientConnection connection = new ClientConnection(parts, channel, decoder, encoder);
                        channel.pipeline()
                                .addLast(
                                        decoder,
                                        encoder,
                                        new Doorkeeper(guards.peers(), clients, connection),
                                        connection);
                    }
                });
        ChannelFuture bound = bootstrap
                .bind(new InetSocketAddress(InetAddress.getByName(at.host()), at.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
        }
        int port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
        return new GatewayServer(bound.channel(), clients, new HostPort(at.host(), port));
    }

    /** Where it listens, with the port that it really has. */
    public HostPort address() {
        return address;
    }

    /**
     * Begins to stop: takes no new connection, closes those on which nothing is going on, and refuses new requests on the others.
     * Blocks until it no longer listens.
     */
    public void stopTaking() {
        stopListening();
        clients.stopTaking();
    }

    private void stopListening() {
        listening.close().awaitUninterruptibly();
    }

    /** After {@link #stopTaking}: waits until all answers have left; blocks. Says whether that was within the limit. */
    public boolean awaitDelivered(Duration limit) {
        return clients.awaitDelivered(limit);
    }

    /** Stops listening and closes every connection; an answer that has not left is broken off openly. */
    @Override
    public void close() {
        stopListening();
        clients.close();
    }
}
