package online.cloudtolocalllm.daemon.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.CompletableFuture;
import online.cloudtolocalllm.broker.relay.Relay;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.daemon.peer.Peers.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: its requests one after the other, each checked before anything is done for it. A request that
 * comes before the one in front of it is answered (pipelining) waits for its turn; reading goes on meanwhile, up to a limit,
 * because who reads notices at once that the client has gone. A client that sends FIN has gone: an upstream that works for
 * nobody costs more than the few clients that close one half and wait. Lives on one event loop.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {

    private final GatewayParts parts;
    private final Channel channel;
    private final RequestDecoder decoder;
    private final ResponseEncoder encoder;
    private final ClientClock clock;
    private final TurnQueue waiting = new TurnQueue();
    private final RequestBody body = new RequestBody();
    private final WayOut wayOut;
    private final Reading reading;
    private final Interruptions interruptions;
    private final Clients.Client client;
    private @Nullable ClientExchange exchange;
    private @Nullable Relay relay;
    private Verdict whose = Verdict.ADMITTED;
    private boolean closing;
    private boolean takingTurns;

    ClientConnection(GatewayParts parts, Channel channel, RequestDecoder decoder, ResponseEncoder encoder) {
        CompletableFuture<Void> delivered = new CompletableFuture<>();
        this.parts = parts;
        this.channel = channel;
        this.decoder = decoder;
        this.encoder = encoder;
        this.clock = new ClientClock(parts.limits(), parts.time());
        this.wayOut = new WayOut(channel, parts.time(), delivered);
        this.reading = new Reading(channel, parts.guards().peers());
        this.interruptions = new Interruptions(this, decoder, wayOut, parts.clients());
        this.client = new Clients.Client(channel, interruptions::endIfStopping, wayOut::cutOff, delivered);
    }

    ResponseEncoder encoder() {
        return encoder;
    }

    WayOut wayOut() {
        return wayOut;
    }

    /** Whether an answer that begins now is the last: more of its request's body will come, or the daemon stops. */
    boolean endsWithAnswer() {
        return body.outstanding() || parts.clients().stopping();
    }

    @Nullable
    ClientExchange exchange() {
        return exchange;
    }

    boolean closing() {
        return closing;
    }

    /** Whether nothing is asked for. */
    boolean idle() {
        return exchange == null && body.complete() && waiting.isEmpty();
    }

    /** Whether a piece of a body is awaited. */
    boolean awaitsBody() {
        return relay != null && !body.complete() && body.wanted();
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        clock.start(channel.eventLoop(), () -> interruptions.lookAtTheClock(clock));
    }

    /** It is known whose it is. Only who is admitted counts, so that others cannot use up the room. */
    void judged(Verdict verdict) {
        whose = verdict;
        if (verdict == Verdict.ADMITTED
                && parts.clients().arrived(client) > parts.limits().connections()) {
            giveUp(503, "There are too many connections to this gateway. Close some, or try again later.");
        }
        interruptions.endIfStopping();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        parts.clients().left(client);
        clock.stop();
        closing = true;
        exchange = null;
        cancelRelay();
        waiting.release();
    }

    private void cancelRelay() {
        Relay abandoned = relay;
        relay = null;
        if (abandoned != null) {
            abandoned.cancel();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext read, Object message) {
        clock.active();
        HttpObject part = (HttpObject) message;
        if (closing) {
            ReferenceCountUtil.release(part);
            wayOut.heard();
        } else if ((exchange != null && body.complete()) || !waiting.isEmpty()) {
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
                takeBody(content);
            }
        }
    }

    private void begin(HttpRequest request) {
        body.begin(request);
        String requestId = parts.requestId(request);
        Intake intake = FrontDoor.intake(request, whose, parts, requestId);
        boolean admitted = !(intake instanceof Intake.Refused refused) || refused.admitted();
        ClientExchange next = new ClientExchange(channel, this, request, admitted, requestId);
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
                                    if (exchange == asked) {
                                        asked.page(answer, failure);
                                    }
                                },
                                channel.eventLoop()),
                        () -> asked.error(404, parts.pages().missing(target), 0));
    }

    @SuppressWarnings("ReferenceEquality") // the same exchange, not an equal one
    private void relay(ClientExchange asked, Intake.Forward forward) {
        body.limit(forward.bodyLimit());
        relay = parts.broker().relay(channel.eventLoop(), forward.request(), asked);
        if (exchange != asked) {
            // refused before there was a relay to speak of
            relay = null;
        } else if (forward.awaitsContinue()) {
            asked.mayContinue();
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same relay, not an equal one
    private void takeBody(HttpContent content) {
        body.came(content);
        RequestFault fault = body.fault(content, relay != null, parts.limits());
        if (fault != null) {
            content.release();
            breakOff(fault.status(), String.valueOf(fault.getMessage()));
        } else if (relay == null) {
            content.release();
            next();
        } else {
            Relay running = relay;
            running.body(content.content());
            if (body.complete() && relay == running) {
                running.bodyEnd();
            }
        }
    }

    /** The request turned out to be unusable while its body was coming. */
    void breakOff(int status, String message) {
        cancelRelay();
        if (exchange == null || exchange.headWritten()) {
            cutOff();
        } else {
            exchange.closeAfterwards();
            exchange.error(status, message, 0);
        }
    }

    /** Refuses a request that did not come as it should, and reads nothing more. */
    void giveUp(int status, String message) {
        HttpRequest refused = decoder.giveUp(new RequestFault(status, message));
        body.giveUp();
        take(refused);
    }

    /** An exchange says that its answer is written. */
    void answered(ClientExchange done) {
        relay = null;
        exchange = null;
        clock.active();
        if (!done.keepsAlive()) {
            closeWhenTaken();
        } else {
            body.want(true);
            updateReading();
            if (body.complete()) {
                next();
            }
        }
    }

    /** Takes nothing more, and closes when the client has what was written. */
    void closeWhenTaken() {
        closing = true;
        wayOut.close(body.outstanding() || decoder.isRefusing() || !waiting.isEmpty());
    }

    /** Closes at once. */
    void cutOff() {
        closing = true;
        wayOut.cutOff();
    }

    /** An exchange says that its answer is broken, and how it will end. */
    void broken() {
        relay = null;
        exchange = null;
        closing = true;
    }

    /** Turns to the next waiting request, if there is one. */
    private void next() {
        if (takingTurns) {
            // A request that is answered at once comes back here; the loop below goes on with the next.
            return;
        }
        takingTurns = true;
        while (!waiting.isEmpty() && (exchange == null || !body.complete()) && !closing) {
            take(waiting.next());
        }
        takingTurns = false;
        updateReading();
        interruptions.endIfStopping();
    }

    void wantBody(boolean want) {
        body.want(want);
        updateReading();
    }

    void updateReading() {
        boolean read = closing || (!waiting.isFull() && (body.complete() || body.wanted()));
        if (reading.set(read)) {
            clock.active();
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
        takingTurns = false;
        interruptions.failed(cause);
    }
}
