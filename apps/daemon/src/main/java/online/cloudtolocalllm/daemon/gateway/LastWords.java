package online.cloudtolocalllm.daemon.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * Ends a client's connection without losing the last answer. A socket that is closed while there are bytes in it that nobody
 * read answers them with a reset, and a reset takes away what the client has not read yet; so what a client goes on sending
 * is read and thrown away for a while. Lives on one event loop.
 */
final class LastWords {

    /** How long a client may be silent before it is left, */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    /** and how long it may go on sending. */
    private static final Duration IN_ALL = Duration.ofSeconds(30);

    private final ChannelHandlerContext context;
    private final TimeSource time;
    private final long endNanos;
    private long heardNanos;

    private LastWords(ChannelHandlerContext context, TimeSource time) {
        this.context = context;
        this.time = time;
        this.heardNanos = time.nanoTime();
        this.endNanos = heardNanos + IN_ALL.toNanos();
    }

    /** Closes when everything is written. */
    static LastWords toSilentClient(ChannelHandlerContext context, TimeSource time) {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> context.close());
        return new LastWords(context, time);
    }

    /** Says that this was all when everything is written, and closes when the client has understood. */
    static LastWords toSendingClient(ChannelHandlerContext context, TimeSource time) {
        context.channel().config().setAutoRead(true);
        context.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(written -> ((DuplexChannel) context.channel()).shutdownOutput());
        LastWords words = new LastWords(context, time);
        words.lookLater();
        return words;
    }

    /** The client sent something. */
    void heard() {
        heardNanos = time.nanoTime();
    }

    private void lookLater() {
        context.executor().schedule(this::look, SILENCE.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        long now = time.nanoTime();
        if (now - endNanos >= 0 || now - heardNanos >= SILENCE.toNanos()) {
            context.close();
        } else {
            lookLater();
        }
    }
}
