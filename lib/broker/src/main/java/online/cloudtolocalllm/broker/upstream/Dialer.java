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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.protocol.TimeSource;
import org.jspecify.annotations.Nullable;

/** Opens connections to upstreams. Thread-safe; a connection lives on the loop it is made for. */
record Dialer(Addresses addresses, TlsClient tls, TimeSource time) {

    /** Servers close idle connections after 60 s and more, unless they say otherwise in a Keep-Alive field. */
    private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** A connection that is about to be made. */
    Dial dial(Origin origin, EventLoop loop) {
        return new Dial(this, origin, loop, time);
    }

    /**
     * Connects to one address, without a time limit of its own. One of {@code stands}, when TCP does and TLS is about to be
     * agreed, and {@code failed} is called later on the loop.
     */
    Channel connect(
            Origin origin,
            InetAddress address,
            EventLoop loop,
            @Nullable SslContext context,
            Consumer<UpstreamSocket> stands,
            Consumer<Throwable> failed) {
        Wiring wiring = new Wiring(origin, context);
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(64 * 1024, 256 * 1024))
                .handler(wiring)
                .connect(new InetSocketAddress(address, origin.address().port()));
        // Later, so that the caller knows the channel before it hears of it.
        loop.execute(() -> connecting.addListener(done -> {
            if (done.isSuccess()) {
                stands.accept(Objects.requireNonNull(wiring.socket));
            } else {
                failed.accept(done.cause());
            }
        }));
        return connecting.channel();
    }

    /** Puts the handlers in; kept, because a channel that was closed has forgotten them. */
    private static final class Wiring extends ChannelInitializer<Channel> {

        private final Origin origin;
        private final @Nullable SslContext context;
        private @Nullable UpstreamSocket socket;

        Wiring(Origin origin, @Nullable SslContext context) {
            this.origin = origin;
            this.context = context;
        }

        @Override
        protected void initChannel(Channel channel) {
            Future<Channel> secured = null;
            if (context != null) {
                SslHandler handler = context.newHandler(
                        channel.alloc(),
                        origin.address().host(),
                        origin.address().port());
                // the deadline of the whole dial ends it
                handler.setHandshakeTimeoutMillis(0);
                channel.pipeline().addLast(handler);
                secured = handler.handshakeFuture();
            }
            ResponseDecoder decoder = new ResponseDecoder();
            socket = new UpstreamSocket(channel, decoder, secured, MAX_IDLE_NANOS);
            channel.pipeline().addLast(decoder, new HttpRequestEncoder(), socket);
        }
    }
}
