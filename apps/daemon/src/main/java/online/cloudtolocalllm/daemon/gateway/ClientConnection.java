package online.cloudtolocalllm.daemon.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.broker.relay.Relay;
import online.cloudtolocalllm.broker.route.RequestTarget;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: its requests one after the other, each checked before anything is done for it. A request that
 * comes before the one in front of it is answered (pipelining) waits for its turn; reading goes on meanwhile, up to a limit,
 * because only who reads notices that the client has gone. A client that sends FIN has gone: an upstream that works for
 * nobody costs more than the few clients that close one half and wait. Lives on one event loop.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {

    private final GatewayParts parts;
    private final RequestDecoder decoder;
    private final ResponseEncoder encoder;
    private final TurnQueue waiting = new TurnQueue();
    private @Nullable ChannelHandlerContext context;
    private @Nullable ClientExchange exchange;
    private @Nullable Relay relay;
    private @Nullable ScheduledFuture<?> clock;
    private boolean bodyAnnounced;
    private boolean bodyComplete = true;
    private boolean bodyWanted = true;
    private @Nullable LastWords lastWords;
    private boolean closing;
    private boolean takingTurns;
    private long bodyBytes;
    private long bodyLimit;
    private long lastActiveNanos;
    private long headSinceNanos;

    ClientConnection(GatewayParts parts, RequestDecoder decoder, ResponseEncoder encoder) {
        this.parts = parts;
        this.decoder = decoder;
        this.encoder = encoder;
    }

    ResponseEncoder encoder() {
        return encoder;
    }

    /** Whether more of the body of the request that is being answered will come, for all that is known. */
    boolean bodyOutstanding() {
        return bodyAnnounced && !bodyComplete;
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        lastActiveNanos = parts.time().nanoTime();
        long every = parts.limits().lookEvery().toNanos();
        clock = active.executor().scheduleWithFixedDelay(this::lookAtTheClock, every, every, TimeUnit.NANOSECONDS);
        if (parts.openConnections().incrementAndGet() > parts.limits().connections()) {
            giveUp(503, "There are too many connections to this gateway. Close some, or try again later.");
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
        waiting.release();
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        lastActiveNanos = parts.time().nanoTime();
        HttpObject part = (HttpObject) message;
        if (closing) {
            ReferenceCountUtil.release(part);
            if (lastWords != null) {
                lastWords.heard();
            }
        } else if ((exchange != null && bodyComplete) || !waiting.isEmpty()) {
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
            if (closing) {
                content.release();
            } else {
                body(content);
            }
        }
    }

    private void begin(HttpRequest request) {
        bodyComplete = false;
        bodyAnnounced = request.decoderResult().isSuccess()
                && (HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0);
        bodyBytes = 0;
        bodyWanted = true;
        String requestId = parts.requestId(request);
        Intake intake = Intake.of(request, parts.access(), parts.port(), parts.limits(), requestId);
        boolean admitted = !(intake instanceof Intake.Refused refused) || refused.admitted();
        ClientExchange next = new ClientExchange(context(), this, request, admitted, requestId);
        exchange = next;
        switch (intake) {
            case Intake.Refused(int status, String message, boolean ignored) -> next.error(status, message, 0);
            case Intake.Preflight() -> next.preflight(request.headers());
            case Intake.Page(RequestTarget target) -> page(next, target);
            case Intake.Forward forward -> relay(next, forward);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same exchange, not an equal one
    private void page(ClientExchange asked, RequestTarget target) {
        parts.pages()
                .page(target)
                .ifPresentOrElse(
                        page -> page.whenCompleteAsync(
                                (answer, failure) -> {
                                    if (exchange == asked && answer != null) {
                                        asked.page(answer);
                                    } else if (exchange == asked) {
                                        asked.error(500, "The status could not be read. See tray.log.", 0);
                                    }
                                },
                                context().executor()),
                        () -> asked.error(
                                404,
                                "There is no " + target.path() + ". There are "
                                        + parts.pages().paths() + ".",
                                0));
    }

    @SuppressWarnings("ReferenceEquality") // the same exchange, not an equal one
    private void relay(ClientExchange asked, Intake.Forward forward) {
        bodyLimit = forward.bodyLimit();
        relay = parts.broker().relay(context().channel().eventLoop(), forward.request(), asked);
        if (exchange != asked) {
            // refused before there was a relay to speak of
            relay = null;
        } else if (forward.awaitsContinue()) {
            encoder.answersHead(false);
            context().writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same relay, not an equal one
    private void body(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        boolean malformed = content.decoderResult().isFailure();
        bodyBytes += content.content().readableBytes();
        if (last) {
            bodyComplete = true;
        }
        if (malformed || (relay != null && bodyBytes > bodyLimit)) {
            content.release();
            breakOff(
                    malformed ? 400 : 413,
                    malformed
                            ? "The body is not valid HTTP/1.1. Check the program that sent it."
                            : parts.limits().bodyTooLarge());
        } else if (relay == null) {
            content.release();
            next();
        } else {
            Relay running = relay;
            running.body(content.content());
            if (last && relay == running) {
                running.bodyEnd();
            }
        }
    }

    /** The request turned out to be unusable while its body was coming. */
    private void breakOff(int status, String message) {
        if (relay != null) {
            Relay abandoned = relay;
            relay = null;
            abandoned.cancel();
        }
        if (exchange == null || exchange.headWritten()) {
            closing = true;
            context().close();
        } else {
            exchange.closeAfterwards();
            exchange.error(status, message, 0);
        }
    }

    /** Refuses a request that did not come as it should, and reads nothing more. */
    private void giveUp(int status, String message) {
        HttpRequest refused = decoder.giveUp(new RequestFault(status, message));
        bodyComplete = true;
        take(refused);
    }

    /** An exchange says that its answer is written. */
    void answered(ClientExchange done) {
        relay = null;
        exchange = null;
        lastActiveNanos = parts.time().nanoTime();
        if (!done.keepsAlive()) {
            closing = true;
            boolean sending = bodyOutstanding() || decoder.isRefusing() || !waiting.isEmpty();
            lastWords = sending
                    ? LastWords.toSendingClient(context(), parts.time())
                    : LastWords.toSilentClient(context(), parts.time());
        } else {
            bodyWanted = true;
            updateReading();
            if (bodyComplete) {
                next();
            }
        }
    }

    /** Turns to the next waiting request, if there is one. */
    private void next() {
        if (takingTurns) {
            // A request that is answered at once comes back here; the loop below goes on with the next.
            return;
        }
        takingTurns = true;
        while (!waiting.isEmpty() && (exchange == null || !bodyComplete) && !closing) {
            take(waiting.next());
        }
        takingTurns = false;
        updateReading();
    }

    void wantBody(boolean want) {
        bodyWanted = want;
        updateReading();
    }

    private void updateReading() {
        boolean read = closing || (!waiting.isFull() && (bodyComplete || bodyWanted));
        if (context().channel().config().isAutoRead() != read) {
            lastActiveNanos = parts.time().nanoTime();
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

    /** Whether everything written has left: a slow reader of an answer that is queued whole is not idle. */
    private boolean isWritten() {
        ChannelOutboundBuffer queued = context().channel().unsafe().outboundBuffer();
        return queued == null || queued.totalPendingWriteBytes() == 0;
    }

    private void lookAtTheClock() {
        long now = parts.time().nanoTime();
        long quietNanos = now - lastActiveNanos;
        // A head behind a request that is being answered has all the time that this takes.
        boolean awaitsHead = exchange == null && !closing && decoder.isReadingHead();
        headSinceNanos = awaitsHead ? (headSinceNanos == 0 ? now : headSinceNanos) : 0;
        if (awaitsHead && now - headSinceNanos > parts.limits().head().toNanos()) {
            giveUp(408, "The rest of the request's head did not come. Send it again.");
        } else if (exchange == null && quietNanos > parts.limits().idle().toNanos() && isWritten()) {
            context().close();
        } else if (relay != null
                && !bodyComplete
                && bodyWanted
                && quietNanos > parts.limits().bodySilence().toNanos()) {
            breakOff(408, "The rest of the request's body did not come. Send it again.");
        }
    }
}
