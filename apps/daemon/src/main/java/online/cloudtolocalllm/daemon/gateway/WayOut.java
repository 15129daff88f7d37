package online.cloudtolocalllm.daemon.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannelConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * The way of answers out of a client's connection, and its end. A socket that is closed while there are bytes in it that nobody
 * read answers them with a reset, and a reset takes away what the client has not read yet; so what a client goes on sending is
 * read and thrown away for a while. Where the end of the connection is the end of an answer, an answer that is not whole ends
 * with a reset. Lives on one event loop.
 */
final class WayOut {

    /** How long a client may be silent before it is left, */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    /** and how long it may go on sending. */
    private static final Duration IN_ALL = Duration.ofSeconds(30);

    private final Channel channel;
    private final TimeSource time;
    private final CompletableFuture<Void> delivered;
    private boolean delimitedByClose;
    private boolean whole = true;
    private long endNanos;
    private long heardNanos;
    private long seenPending;
    private long seenProgress;
    private long progressNanos;

    /** @param delivered completed when nothing is left to be sent, and nothing will follow */
    WayOut(Channel channel, TimeSource time, CompletableFuture<Void> delivered) {
        this.channel = channel;
        this.time = time;
        this.delivered = delivered;
    }

    /** An answer begins that only the end of the connection ends. */
    void beginsUntilClose() {
        delimitedByClose = true;
        whole = false;
    }

    /** All of the answer is written or queued. */
    void isWhole() {
        whole = true;
    }

    /** Whether everything queued has left: a slow reader of an answer that is queued whole is not idle. */
    boolean isEmpty() {
        ChannelOutboundBuffer queued = channel.unsafe().outboundBuffer();
        return queued == null || queued.totalPendingWriteBytes() == 0;
    }

    /** How long the client has taken nothing of what is queued, as far as the calls of this method have seen. */
    Duration standstill() {
        ChannelOutboundBuffer queued = channel.unsafe().outboundBuffer();
        long now = time.nanoTime();
        if (queued == null || queued.totalPendingWriteBytes() == 0) {
            seenPending = 0;
            return Duration.ZERO;
        }
        long pending = queued.totalPendingWriteBytes();
        long progress = queued.currentProgress();
        if (seenPending == 0 || pending < seenPending || progress != seenProgress) {
            progressNanos = now;
        }
        seenPending = pending;
        seenProgress = progress;
        return Duration.ofNanos(now - progressNanos);
    }

    /** Closes when the client has everything. */
    void close(boolean clientIsSending) {
        if (clientIsSending) {
            closeWhenHeard();
        } else {
            closeWhenEmpty();
        }
    }

    private void closeWhenEmpty() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> channel.close());
    }

    /** Says that this was all when everything is written, and closes when the client, which is still sending, has understood. */
    private void closeWhenHeard() {
        channel.config().setAutoRead(true);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            var _ = ((DuplexChannel) channel).shutdownOutput();
            delivered.complete(null);
        });
        heardNanos = time.nanoTime();
        endNanos = heardNanos + IN_ALL.toNanos();
        lookLater();
    }

    /** The client sent something. */
    void heard() {
        heardNanos = time.nanoTime();
    }

    private void lookLater() {
        var _ = channel.eventLoop().schedule(this::look, SILENCE.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        long now = time.nanoTime();
        if (isEmpty() && (now - endNanos >= 0 || now - heardNanos >= SILENCE.toNanos())) {
            channel.close();
        } else if (channel.isActive()) {
            lookLater();
        }
    }

    /** Closes at once, whatever is queued, so that no client takes a part of an answer for the whole. */
    void cutOff() {
        if (delimitedByClose && (!whole || !isEmpty()) && channel.config() instanceof SocketChannelConfig config) {
            config.setSoLinger(0);
        }
        channel.close();
    }
}
