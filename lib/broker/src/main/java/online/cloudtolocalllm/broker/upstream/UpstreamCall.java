package online.cloudtolocalllm.broker.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.config.Origin;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: one request to one connection, and its answer. Lives on one event loop; every method must be called there.
 *
 * <p>An answer counts as whole only if its framing says so: a chunked one ends with the last chunk, one with a
 * Content-Length has all its bytes, and one that ends with the connection ended without a reset.
 */
public final class UpstreamCall {

    private static final long FOREVER_NANOS = Long.MAX_VALUE;
    private static final long LAST_WORDS_MILLIS = 1_000;

    private final LoopSockets sockets;
    private final Origin origin;
    private final HttpRequest request;
    private final long connectMillis;
    private final AnswerListener listener;
    private @Nullable UpstreamSocket socket;
    private boolean answered;
    private boolean bodyQueued;
    private boolean bodySent;
    private boolean repeatable;
    private long askedNanos;
    private boolean unwritten;
    private boolean over;
    private boolean keepAlive;
    private boolean paused;
    private long serverKeepAliveNanos = FOREVER_NANOS;

    UpstreamCall(LoopSockets sockets, Origin origin, HttpRequest request, long connectMillis, AnswerListener listener) {
        this.sockets = sockets;
        this.origin = origin;
        this.request = request;
        this.connectMillis = connectMillis;
        this.listener = listener;
    }

    /**
     * Begins the attempt.
     *
     * <p>A kept connection may have been closed by the upstream a moment ago, which shows only when the request has been
     * written. A request that may be repeated goes on a kept connection if there is one, and once more on a new one if that
     * turns out to have been closed; one that must not be repeated goes on a new connection from the start, where this cannot
     * happen.
     *
     * @param mayRepeat whether asking twice does no harm and the whole body can be written again; then {@code ready} may come
     *     a second time, which asks for that
     */
    public void start(boolean mayRepeat) {
        repeatable = mayRepeat;
        UpstreamSocket kept = mayRepeat ? sockets.takeIdle(origin) : null;
        if (kept != null) {
            connected(kept);
        } else {
            sockets.dial(origin, connectMillis, this);
        }
    }

    /** Sends a piece of the request's body; takes the buffer over. */
    public void write(ByteBuf bytes) {
        if (over || socket == null) {
            bytes.release();
        } else {
            send(socket, new DefaultHttpContent(bytes));
        }
    }

    /** Sends what was written. */
    public void flush() {
        if (!over && socket != null) {
            socket.channel().flush();
        }
    }

    /** Says that the request's body is complete, and sends it. */
    public void endBody() {
        if (!over && socket != null && !bodyQueued) {
            bodyQueued = true;
            UpstreamSocket to = socket;
            to.channel().write(LastHttpContent.EMPTY_LAST_CONTENT).addListener(written -> {
                if (!written.isSuccess()) {
                    notWritten(to, written.cause());
                } else if (socket == to && !over) {
                    bodySent = true;
                    listener.bodySent();
                }
            });
            to.channel().flush();
        }
    }

    /** Whether the connection takes more of the body now. */
    public boolean writable() {
        return socket != null && socket.channel().isWritable();
    }

    /** Bytes of the request that wait to be taken by the system; 0 before there is a connection. */
    public long pendingBytes() {
        ChannelOutboundBuffer queued =
                socket == null ? null : socket.channel().unsafe().outboundBuffer();
        return queued == null ? 0 : queued.totalPendingWriteBytes();
    }

    /** Stops or resumes reading the answer. */
    public void pauseReading(boolean pause) {
        if (!over && socket != null && pause != paused) {
            paused = pause;
            socket.channel().config().setAutoRead(!pause);
        }
    }

    /** Ends the attempt; the upstream sees its connection closed. Nothing more is heard of it. */
    public void abandon() {
        if (!over) {
            over = true;
            if (socket != null) {
                socket.discard();
            }
        }
    }

    boolean isOver() {
        return over;
    }

    void connected(UpstreamSocket with) {
        socket = with;
        askedNanos = sockets.nanoTime();
        unwritten = false;
        with.serve(this, request.method().name());
        send(with, request);
        listener.ready();
    }

    private void send(UpstreamSocket to, Object part) {
        to.channel().write(part).addListener(written -> {
            if (!written.isSuccess()) {
                notWritten(to, written.cause());
            }
        });
    }

    /**
     * A write that fails is not yet the end: an upstream that refuses a large body answers first and then stops reading, and
     * its answer may still be on the way.
     */
    private void notWritten(UpstreamSocket to, Throwable cause) {
        if (socket == to && !over) {
            unwritten = true;
            String why = Faults.ending(cause);
            to.channel()
                    .eventLoop()
                    .schedule(
                            () -> {
                                if (socket == to) {
                                    closed(why);
                                }
                            },
                            LAST_WORDS_MILLIS,
                            TimeUnit.MILLISECONDS);
        }
    }

    void notConnected(DialFault fault) {
        if (!over) {
            over = true;
            listener.notSent(fault.words(), fault.refused());
        }
    }

    void received(Object message) {
        if (over) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpResponse head) {
            begin(head);
            if (message instanceof HttpContent content && !over) {
                take(content);
            }
        } else if (message instanceof HttpContent content) {
            take(content);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpResponse head) {
        if (head.decoderResult().isFailure() || !isPlain(head)) {
            ReferenceCountUtil.release(head);
            fail("the answer is not valid HTTP");
            return;
        }
        if (head.status().code() < 200) {
            return;
        }
        answered = true;
        keepAlive = HttpUtil.isKeepAlive(head)
                && (HttpUtil.isTransferEncodingChunked(head)
                        || HttpUtil.isContentLengthSet(head)
                        || hasNoBody(head.status().code()));
        serverKeepAliveNanos = KeepAlive.nanos(head.headers().get("Keep-Alive"));
        listener.head(head);
    }

    /** Whether it is HTTP/1 with a status of three digits, and goes on to be that. */
    private static boolean isPlain(HttpResponse head) {
        int status = head.status().code();
        return head.protocolVersion().majorVersion() == 1
                && head.protocolVersion().protocolName().contentEquals("HTTP")
                && status >= 100
                && status <= 999
                && status != 101;
    }

    private boolean hasNoBody(int status) {
        return status == 204 || status == 304 || request.method().name().equals("HEAD");
    }

    private void take(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            content.release();
            fail("the answer is not valid HTTP");
            return;
        }
        if (!answered) {
            // the end of an interim answer (1xx)
            content.release();
            return;
        }
        boolean last = content instanceof LastHttpContent;
        if (content.content().isReadable()) {
            listener.content(content.content());
        } else {
            content.release();
        }
        if (last && !over) {
            finish();
        }
    }

    private void finish() {
        over = true;
        UpstreamSocket used = Objects.requireNonNull(socket);
        if (keepAlive && bodySent && used.channel().isActive()) {
            // Only after what came with the end was looked at: bytes that nobody asked for close the connection, and
            // must
            // not become the answer to another request that takes it at once.
            used.unused();
            used.channel()
                    .eventLoop()
                    .execute(() -> sockets.giveBack(UpstreamKey.of(origin), used, serverKeepAliveNanos));
        } else {
            used.discard();
        }
        listener.end();
    }

    void readComplete() {
        if (!over && answered) {
            listener.flush();
        }
    }

    /** The connection ended, by the other side or the network. */
    void closed(String why) {
        UpstreamSocket used = socket;
        if (!over && used != null && wasClosedBefore(used)) {
            used.discard();
            socket = null;
            bodyQueued = false;
            bodySent = false;
            paused = false;
            repeatable = false;
            sockets.dial(origin, connectMillis, this);
        } else {
            fail(why);
        }
    }

    private boolean wasClosedBefore(UpstreamSocket used) {
        return repeatable && used.endedBefore(unwritten, sockets.nanoTime() - askedNanos);
    }

    /** The connection cannot go on. */
    void broke(String why) {
        fail(why);
    }

    private void fail(String why) {
        if (over) {
            return;
        }
        over = true;
        if (socket != null) {
            socket.discard();
        }
        if (answered) {
            listener.cut(why);
        } else {
            listener.noAnswer(why);
        }
    }

    void writabilityChanged(boolean writable) {
        if (!over) {
            listener.writabilityChanged(writable);
        }
    }
}
