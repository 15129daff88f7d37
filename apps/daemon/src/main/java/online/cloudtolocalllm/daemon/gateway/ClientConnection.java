package online.cloudtolocalllm.daemon.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.broker.relay.Relay;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: its requests one after the other, each checked before anything is done for it. A request that
 * comes before the one in front of it is answered (pipelining) waits, and nothing more is read until its turn. Lives on one
 * event loop.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {

    /** How long a client may go on sending a body that nobody wants before the connection is closed under it. */
    private static final long LINGER_MILLIS = 2_000;

    private final GatewayParts parts;
    private final RequestDecoder decoder;
    private final ResponseEncoder encoder;
    private final Deque<HttpObject> waiting = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable ClientExchange exchange;
    private @Nullable Relay relay;
    private @Nullable ScheduledFuture<?> clock;
    private boolean bodyComplete = true;
    private boolean bodyWanted = true;
    private boolean closing;
    private long bodyBytes;
    private long bodyLimit;
    private long lastReadNanos;
    private long headSinceNanos;

    ClientConnection(GatewayParts parts, RequestDecoder decoder, ResponseEncoder encoder) {
        this.parts = parts;
        this.decoder = decoder;
        this.encoder = encoder;
    }

    ResponseEncoder encoder() {
        return encoder;
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        lastReadNanos = parts.time().nanoTime();
        long every = parts.limits().lookEvery().toNanos();
        clock = active.executor().scheduleWithFixedDelay(this::lookAtTheClock, every, every, TimeUnit.NANOSECONDS);
        if (parts.openConnections().incrementAndGet() > parts.limits().connections()) {
            active.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        parts.openConnections().decrementAndGet();
        if (clock != null) {
            clock.cancel(false);
        }
        closing = true;
        exchange = null;
        if (relay != null) {
            Relay abandoned = relay;
            relay = null;
            abandoned.cancel();
        }
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        lastReadNanos = parts.time().nanoTime();
        HttpObject part = (HttpObject) message;
        if (closing) {
            ReferenceCountUtil.release(part);
        } else if (exchange != null && bodyComplete) {
            waiting.add(part);
            updateReading();
        } else {
            take(part);
        }
    }

    private void take(HttpObject part) {
        if (part instanceof HttpRequest request) {
            begin(request);
        }
        if (part instanceof HttpContent content) {
            body(content);
        }
    }

    private void begin(HttpRequest request) {
        bodyComplete = false;
        bodyBytes = 0;
        bodyWanted = true;
        Optional<AccessRules.Refused> refused = parts.access().check(request, parts.port());
        Optional<RequestTarget> target = refused.isPresent() ? Optional.empty() : target(request);
        String path = target.map(RequestTarget::path).orElse("");
        ClientExchange next = new ClientExchange(context(), this, request, path, parts.requestId(request));
        exchange = next;
        if (refused.isPresent()) {
            next.closeAfterwards();
            next.error(refused.get().status(), refused.get().message(), 0);
        } else if (target.isEmpty()) {
            next.closeAfterwards();
            next.error(400, "The request target is not a plain path. Ask for a path such as /api/chat.", 0);
        } else if (Cors.isPreflight(request)) {
            next.preflight(request.headers());
        } else if (path.startsWith(GatewayPages.PREFIX)) {
            page(next, request, path);
        } else {
            relay(next, request, target.get());
        }
    }

    /** The target in origin form; in absolute form (RFC 9112, section 3.2.2) only if it names this gateway. */
    private Optional<RequestTarget> target(HttpRequest request) {
        String text = request.uri();
        if (text.startsWith("http://")) {
            int slash = text.indexOf('/', "http://".length());
            String authority = text.substring("http://".length(), slash < 0 ? text.length() : slash);
            if (!parts.access().isOwnHost(authority, parts.port())) {
                return Optional.empty();
            }
            text = slash < 0 ? "/" : text.substring(slash);
        }
        return RequestTarget.parse(text);
    }

    @SuppressWarnings("ReferenceEquality") // the same exchange, not an equal one
    private void page(ClientExchange asked, HttpRequest request, String path) {
        if (!request.method().name().equals("GET") && !request.method().name().equals("HEAD")) {
            asked.error(405, path + " can only be read. Use GET.", 0);
            return;
        }
        parts.pages()
                .page(path)
                .ifPresentOrElse(
                        page -> page.whenCompleteAsync(
                                (document, failure) -> {
                                    if (exchange == asked && document != null) {
                                        asked.document(document);
                                    } else if (exchange == asked) {
                                        asked.error(500, "The status could not be read. See tray.log.", 0);
                                    }
                                },
                                context().executor()),
                        () -> asked.error(
                                404, "There is no " + path + ". There are /_broker/status and /_broker/health.", 0));
    }

    @SuppressWarnings("ReferenceEquality") // the same exchange, not an equal one
    private void relay(ClientExchange asked, HttpRequest request, RequestTarget target) {
        String pin = request.headers().get("X-Connection");
        if (pin != null && !ConnectionId.isValid(pin)) {
            asked.error(400, "X-Connection is not the name of a connection.", 0);
            return;
        }
        String privacyText = request.headers().get("X-Privacy", "any");
        Optional<Privacy> privacy = Privacy.ofHeader(privacyText);
        if (privacy.isEmpty()) {
            asked.error(400, "X-Privacy must be local, lan or any.", 0);
            return;
        }
        long length = HttpUtil.isTransferEncodingChunked(request) ? -1 : HttpUtil.getContentLength(request, 0L);
        bodyLimit = target.path().startsWith("/api/blobs/")
                ? Long.MAX_VALUE
                : parts.limits().bodyBytes();
        if (length > bodyLimit) {
            asked.closeAfterwards();
            asked.error(413, tooLarge(), 0);
            return;
        }
        if (HttpUtil.is100ContinueExpected(request)) {
            encoder.answersHead(false);
            context().writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        } else if (request.headers().contains(HttpHeaderNames.EXPECT)) {
            asked.closeAfterwards();
            asked.error(417, "The only expectation that can be met is 100-continue.", 0);
            return;
        }
        RelayRequest relayed = new RelayRequest(
                request.method(),
                target,
                request.headers(),
                length,
                Optional.ofNullable(pin).map(ConnectionId::new),
                privacy.get());
        relay = parts.broker().relay(context().channel().eventLoop(), relayed, asked);
        if (exchange != asked) {
            // refused before there was a relay to speak of
            relay = null;
        }
    }

    private String tooLarge() {
        return "The body is larger than " + parts.limits().bodyBytes() / (1024 * 1024) + " MiB.";
    }

    @SuppressWarnings("ReferenceEquality") // the same relay, not an equal one
    private void body(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        boolean malformed = content.decoderResult().isFailure();
        bodyBytes += content.content().readableBytes();
        if (last) {
            bodyComplete = true;
        }
        if (relay == null) {
            content.release();
            if (exchange == null) {
                next();
            }
            return;
        }
        if (malformed || bodyBytes > bodyLimit) {
            content.release();
            breakOffRequest(malformed ? 400 : 413, malformed ? "The body is not valid HTTP/1.1." : tooLarge());
            return;
        }
        Relay running = relay;
        running.body(content.content());
        if (last && relay == running) {
            running.bodyEnd();
        }
    }

    /** The request turned out to be unusable while its body was coming. */
    private void breakOffRequest(int status, String message) {
        Objects.requireNonNull(relay).cancel();
        relay = null;
        ClientExchange asked = Objects.requireNonNull(exchange);
        if (asked.headWritten()) {
            closing = true;
            context().close();
        } else {
            asked.closeAfterwards();
            asked.error(status, message, 0);
        }
    }

    /** An exchange says that its answer is written. */
    void answered(ClientExchange done) {
        relay = null;
        exchange = null;
        if (!done.keepsAlive()) {
            closing = true;
            closeGently();
        } else {
            bodyWanted = true;
            updateReading();
            if (bodyComplete) {
                next();
            }
        }
    }

    /** A client that is still sending would lose the answer to a reset if its bytes were left unread. */
    private void closeGently() {
        ChannelHandlerContext closed = context();
        if (bodyComplete) {
            closed.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> closed.close());
            return;
        }
        closed.channel().config().setAutoRead(true);
        closed.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(written -> ((DuplexChannel) closed.channel()).shutdownOutput());
        closed.executor().schedule(() -> closed.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Turns to the next waiting request, if there is one. */
    private void next() {
        while (!waiting.isEmpty() && (exchange == null || !bodyComplete) && !closing) {
            take(waiting.poll());
        }
        updateReading();
    }

    void wantBody(boolean want) {
        bodyWanted = want;
        updateReading();
    }

    private void updateReading() {
        boolean read = waiting.isEmpty() && (bodyComplete || bodyWanted);
        if (context().channel().config().isAutoRead() != read) {
            lastReadNanos = parts.time().nanoTime();
            context().channel().config().setAutoRead(read);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (relay != null && changed.channel().isWritable()) {
            relay.resume();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        // The client has gone, and what ends its requests is the end of the connection.
        failed.close();
    }

    private void lookAtTheClock() {
        long now = parts.time().nanoTime();
        long quietNanos = now - lastReadNanos;
        headSinceNanos = decoder.isReadingHead() ? (headSinceNanos == 0 ? now : headSinceNanos) : 0;
        boolean headLate = headSinceNanos != 0
                && now - headSinceNanos > parts.limits().head().toNanos();
        boolean idleLate =
                exchange == null && quietNanos > parts.limits().idle().toNanos();
        if (headLate || idleLate) {
            context().close();
        } else if (relay != null
                && !bodyComplete
                && bodyWanted
                && quietNanos > parts.limits().bodySilence().toNanos()) {
            breakOffRequest(408, "The rest of the request's body did not come.");
        }
    }
}
