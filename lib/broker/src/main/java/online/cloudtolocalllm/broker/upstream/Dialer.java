package online.cloudtolocalllm.broker.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.config.Origin;
import org.jspecify.annotations.Nullable;

/** Opens connections to upstreams. Thread-safe; completes on the loop it is given. */
final class Dialer {

    /** Servers close idle connections after 60 s and more, unless they say otherwise in a Keep-Alive field. */
    private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Addresses addresses;
    private final TlsClient tls;

    Dialer(Addresses addresses, TlsClient tls) {
        this.addresses = addresses;
        this.tls = tls;
    }

    Future<List<InetAddress>> addresses(Origin origin, EventLoop loop) {
        return addresses.of(origin.address().host(), loop);
    }

    Future<UpstreamSocket> dial(Origin origin, InetAddress address, long connectMillis, EventLoop loop) {
        Promise<UpstreamSocket> promise = loop.newPromise();
        if (!origin.secure()) {
            connect(origin, address, connectMillis, loop, null, promise);
            return promise;
        }
        tls.context(loop).addListener(ready -> {
            if (ready.isSuccess()) {
                connect(origin, address, connectMillis, loop, (SslContext) ready.getNow(), promise);
            } else {
                promise.setFailure(ready.cause());
            }
        });
        return promise;
    }

    private static void connect(
            Origin origin,
            InetAddress address,
            long connectMillis,
            EventLoop loop,
            @Nullable SslContext context,
            Promise<UpstreamSocket> promise) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connectMillis)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(64 * 1024, 256 * 1024))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (context != null) {
                            SslHandler handler = context.newHandler(
                                    channel.alloc(),
                                    origin.address().host(),
                                    origin.address().port());
                            handler.setHandshakeTimeoutMillis(connectMillis);
                            channel.pipeline().addLast(handler);
                        }
                        ResponseDecoder decoder = new ResponseDecoder();
                        UpstreamSocket socket = new UpstreamSocket(channel, decoder, MAX_IDLE_NANOS);
                        channel.pipeline().addLast(decoder, new HttpRequestEncoder(), socket);
                    }
                });
        bootstrap
                .connect(new InetSocketAddress(address, origin.address().port()))
                .addListener(connected -> {
                    Channel channel = ((ChannelFuture) connected).channel();
                    if (!connected.isSuccess()) {
                        promise.setFailure(connected.cause());
                        return;
                    }
                    UpstreamSocket socket = channel.pipeline().get(UpstreamSocket.class);
                    SslHandler handler = channel.pipeline().get(SslHandler.class);
                    if (handler == null) {
                        promise.setSuccess(socket);
                        return;
                    }
                    handler.handshakeFuture().addListener(shaken -> {
                        if (shaken.isSuccess()) {
                            promise.setSuccess(socket);
                        } else {
                            channel.close();
                            promise.setFailure(shaken.cause());
                        }
                    });
                });
    }
}
