package online.cloudtolocalllm.broker.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open connection to an upstream, serving one attempt at a time. Lives on its channel's event loop.
 *
 * <p>Whatever arrives while no attempt is running means that the upstream and this side disagree about where an answer ended;
 * such a connection is closed, never used again.
 */
final class UpstreamSocket extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamSocket.class);

    /** The least that an end may be on the way: a loop may be late to hear of it. */
    private static final long ON_THE_WAY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Channel channel;
    private final ResponseDecoder decoder;
    private final @Nullable Future<Channel> secured;
    private final long maxIdleNanosByDefault;
    private @Nullable UpstreamCall call;
    private boolean kept;
    private boolean reset;
    private long connectNanos;
    private long idleSinceNanos;
    private long maxIdleNanos;

    UpstreamSocket(Channel channel, ResponseDecoder decoder, @Nullable Future<Channel> secured, long maxIdleNanos) {
        this.channel = channel;
        this.decoder = decoder;
        this.secured = secured;
        this.maxIdleNanosByDefault = maxIdleNanos;
        this.maxIdleNanos = maxIdleNanos;
    }

    Channel channel() {
        return channel;
    }

    /** Completes when TLS is agreed; null without TLS. */
    @Nullable
    Future<Channel> secured() {
        return secured;
    }

    void serve(UpstreamCall next, String method) {
        call = next;
        decoder.expectAnswerTo(method);
    }

    /** Connecting took this long, which is one round trip. */
    void connectTook(long nanos) {
        connectNanos = nanos;
    }

    /**
     * Whether the other end had closed it while it was idle, before the running attempt used it, as far as can be told from
     * here: it takes nothing, it refuses what it is sent with a reset, or its end was on the way already. An end that comes
     * later is that of a server which has read the request.
     *
     * @param unwritten whether something of the request could not be written
     * @param sinceNanos how long ago the attempt began
     */
    boolean endedBefore(boolean unwritten, long sinceNanos) {
        return kept
                && !decoder.heard()
                && (unwritten || reset || sinceNanos <= Math.max(ON_THE_WAY_NANOS, 2 * connectNanos));
    }

    /** The attempt is over; what arrives from now on belongs to none. */
    void unused() {
        call = null;
    }

    /** The attempt is over and the connection can serve another one. */
    void rest(long nowNanos, long serverKeepAliveNanos) {
        call = null;
        kept = true;
        idleSinceNanos = nowNanos;
        maxIdleNanos = Math.min(maxIdleNanosByDefault, serverKeepAliveNanos);
        channel.config().setAutoRead(true);
    }

    /** The attempt is over and the connection must not be used again. */
    void discard() {
        call = null;
        channel.close();
    }

    boolean usable(long nowNanos) {
        return channel.isActive() && nowNanos - idleSinceNanos < maxIdleNanos;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (call == null) {
            ReferenceCountUtil.release(message);
            channel.close();
        } else {
            call.received(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (call != null) {
            call.readComplete();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (call != null) {
            call.closed("the connection was closed");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        UpstreamCall running = call;
        if (Faults.isIo(cause)) {
            reset = Faults.isReset(cause);
            if (running != null) {
                running.closed(Faults.ending(cause));
            }
        } else {
            LOG.error("An answer could not be handled because of a mistake in this program", cause);
            if (running != null) {
                running.broke("this program failed over it; the log says how");
            }
        }
        channel.close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (call != null) {
            call.writabilityChanged(channel.isWritable());
        }
    }
}
