package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Objects;
import online.cloudtolocalllm.broker.journal.Trace;
import online.cloudtolocalllm.broker.relay.Refusal;
import online.cloudtolocalllm.broker.relay.Relay;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.relay.ResponseHead;
import online.cloudtolocalllm.broker.relay.ResponseSink;
import online.cloudtolocalllm.broker.route.AttemptOutcome;
import online.cloudtolocalllm.broker.route.FailoverRules;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.route.Plan;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.broker.route.RouteRequest;
import online.cloudtolocalllm.broker.route.Router;
import online.cloudtolocalllm.broker.route.Stop;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the broker.
 *
 * <p>First the body is gathered if another attempt may need it. Then the candidates are asked in the plan's order; each
 * attempt ends in an {@link AttemptOutcome}, and {@link FailoverRules} says what follows. The moment the head of an answer
 * goes to the sink is the commit point: from there on pieces are passed along as they come, nothing is ever asked again, and
 * an answer that breaks off is reported as cut.
 *
 * <p>Lives on one event loop; no method may be called from elsewhere.
 */
public final class RelayExchange implements Relay, Attempt.Owner {

    /** More of a body than this waiting for a slow upstream stops the client from sending. */
    private static final long PENDING_BYTES = 256 * 1024;

    private final RelayRequest request;
    private final ResponseSink sink;
    private final RelayTools tools;
    private final PathKind kind;
    private final BodyStore body;
    private final AttemptLog log = new AttemptLog();
    private final Ticker ticker;
    private final Trace trace;
    private List<Stop> stops = List.of();
    private int index = -1;
    private String model = "";
    private @Nullable Attempt attempt;
    private @Nullable HeldAnswer firstRefused;
    private boolean planned;
    private boolean committed;
    private boolean over;

    /** A relay that has not begun; {@link #start} begins it. */
    public RelayExchange(EventLoop loop, RelayRequest request, ResponseSink sink, RelayTools tools) {
        this.request = request;
        this.sink = sink;
        this.tools = tools;
        this.kind = PathKind.of(request.method().name(), request.target().path());
        this.body = new BodyStore(kind.repeatable(), tools.bodies());
        this.ticker = new Ticker(loop, this::lookAtTheClock);
        this.trace = tools.journal().begin(request, kind);
    }

    /** Begins; the body follows by {@link #body} and {@link #bodyEnd}. */
    public void start() {
        if (!kind.repeatable()) {
            plan();
        }
    }

    @Override
    public void body(ByteBuf bytes) {
        if (over) {
            bytes.release();
            return;
        }
        trace.received(bytes.readableBytes());
        body.add(bytes);
        if (planned) {
            sendBody();
        } else if (body.overflows()) {
            plan();
        }
        if (planned && !over && body.heldBytes() > PENDING_BYTES) {
            sink.wantBody(false);
        }
    }

    @Override
    public void bodyEnd() {
        if (over) {
            return;
        }
        body.complete();
        if (planned) {
            sendBody();
        } else {
            plan();
        }
    }

    private void sendBody() {
        if (attempt != null) {
            attempt.sendBody();
        }
    }

    @Override
    public void resume() {
        if (attempt != null) {
            attempt.pause(false);
        }
    }

    @Override
    public void cancel() {
        if (!over) {
            // Many clients leave at the last line of an answer without waiting for the end of its framing.
            trace.ended(Trace.End.CLIENT_LEFT, "");
            finish(committed);
        }
    }

    /** Breaks a relay off from this side, as when the daemon stops. */
    public void interrupt(String why) {
        if (over) {
            return;
        }
        if (committed) {
            trace.ended(Trace.End.CUT, why);
            finish(false);
            sink.cut(why);
        } else {
            Refusal refusal = new Refusal(503, why, index + 1);
            trace.refused(refusal.status());
            trace.ended(Trace.End.REFUSED, why);
            finish(false);
            sink.refused(refusal);
        }
    }

    private void plan() {
        planned = true;
        body.whole().ifPresent(bytes -> model = bytes.isReadable() ? ModelName.in(bytes) : "");
        trace.planned(model);
        RouteRequest route = new RouteRequest(kind, request.target().path(), request.pinned(), privacy());
        switch (Router.plan(route, tools.board().candidates())) {
            case Plan.Ask(List<Stop> way) -> {
                stops = way;
                next();
            }
            case Plan.Nowhere(int status, String reason) -> refuse(new Refusal(status, reason, 0));
        }
    }

    /** The strictest of what the sender wants and what the rules say of the model. */
    private Privacy privacy() {
        PrivacyRules rules = tools.privacy();
        boolean unknown = model.isEmpty() && kind == PathKind.INFERENCE;
        return request.privacy().and(Privacy.of(unknown ? rules.limitOfUnknown() : rules.limit(model)));
    }

    private void next() {
        index++;
        attempt = new Attempt(stops.get(index).connection(), kind, request, body, sink, tools, this);
        ticker.start();
        trace.asked(attempt.settings());
        attempt.start();
    }

    @Override
    public Attempt.Use useOf(AttemptOutcome.Answered answer) {
        if (FailoverRules.after(answer, kind, hasNext(), body.repeatable()) == FailoverRules.Next.TRY_NEXT) {
            return Attempt.Use.HOLD;
        }
        // When several refuse, the first refusal is the one worth telling.
        boolean alsoRefused = FailoverRules.after(answer, kind, true, true) == FailoverRules.Next.TRY_NEXT;
        return firstRefused != null && alsoRefused ? Attempt.Use.DROP : Attempt.Use.PASS_ON;
    }

    @Override
    public void settled(AttemptOutcome outcome, @Nullable HeldAnswer refused) {
        Attempt ended = Objects.requireNonNull(attempt);
        attempt = null;
        tools.traffic().ended(ended.settings());
        log.add(ended.settings().id(), outcome);
        trace.settled(ended.settings().id(), outcome);
        keepFirst(refused);
        boolean bodyAtHand = outcome instanceof AttemptOutcome.NotSent || body.repeatable();
        if (FailoverRules.after(outcome, kind, hasNext(), bodyAtHand) == FailoverRules.Next.TRY_NEXT) {
            next();
        } else if (firstRefused != null) {
            HeldAnswer answer = firstRefused;
            firstRefused = null;
            answer.tell(trace);
            finish(true);
            answer.passTo(sink, index + 1, model);
        } else {
            refuse(log.refusal());
        }
    }

    private boolean hasNext() {
        return index + 1 < stops.size();
    }

    private void keepFirst(@Nullable HeldAnswer refused) {
        if (refused == null) {
            return;
        }
        if (firstRefused == null) {
            firstRefused = refused;
        } else {
            refused.release();
        }
    }

    @Override
    public void committed(UpstreamHead head) {
        committed = true;
        if (index > 0) {
            tools.board()
                    .failedOver(new FailoverEvent(tools.time().now(), log.last(), head.servedBy(), log.lastReason()));
        }
        trace.answered(head.servedBy(), head.status().code(), head.readableType());
        sink.head(new ResponseHead(head.status(), head.headers(), head.servedBy(), index + 1, model));
    }

    @Override
    public void passing(ByteBuf piece) {
        trace.content(piece);
    }

    @Override
    public void whole() {
        trace.ended(Trace.End.WHOLE, "");
        finish(true);
        sink.end();
    }

    @Override
    public void brokeOff(String why) {
        String who = stops.get(index).connection().id().name();
        trace.ended(Trace.End.CUT, why);
        finish(true);
        sink.cut(who + " stopped in the middle of the answer: " + why + ". What came before is incomplete; ask again.");
    }

    private void refuse(Refusal refusal) {
        trace.refused(refusal.status());
        trace.ended(Trace.End.REFUSED, refusal.message());
        finish(true);
        sink.refused(refusal);
    }

    private void finish(boolean answered) {
        over = true;
        ticker.stop();
        if (attempt != null) {
            Attempt running = attempt;
            attempt = null;
            running.abandon();
            tools.traffic().ended(running.settings());
            if (committed && kind == PathKind.MANAGE) {
                tools.traffic().modelsChanged(running.settings());
            }
        }
        if (firstRefused != null) {
            firstRefused.release();
            firstRefused = null;
        }
        body.release();
        tools.traffic().finished(this, answered);
    }

    private void lookAtTheClock() {
        if (attempt != null) {
            attempt.lookAtTheClock();
        }
    }
}
