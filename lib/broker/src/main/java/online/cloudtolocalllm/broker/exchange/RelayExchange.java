package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import online.cloudtolocalllm.broker.journal.Trace;
import online.cloudtolocalllm.broker.relay.Refusal;
import online.cloudtolocalllm.broker.relay.Relay;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.relay.ResponseHead;
import online.cloudtolocalllm.broker.relay.ResponseSink;
import online.cloudtolocalllm.broker.route.AttemptOutcome;
import online.cloudtolocalllm.broker.route.FailoverRules;
import online.cloudtolocalllm.broker.route.ModelPaths;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.route.Plan;
import online.cloudtolocalllm.broker.route.Router;
import online.cloudtolocalllm.broker.route.Stop;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.status.ConnectionId;
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
public final class RelayExchange implements Relay, AttemptOwner, Entrance.Owner {

    /** More of a body than this waiting for a slow upstream stops the client from sending. */
    private static final long PENDING_BYTES = 256 * 1024;

    private final RelayRequest request;
    private final ResponseSink sink;
    private final RelayTools tools;
    private final PathKind kind;
    private final BodyStore body;
    private final AttemptLog log = new AttemptLog();
    private final Entrance entrance;
    private final Ticker ticker;
    private final Trace trace;
    private final Refusals refusals = new Refusals();
    private final Question question;
    private final Way way = new Way();
    private String model = "";
    private @Nullable Attempt attempt;
    private boolean planned;
    private boolean committed;
    private boolean over;

    /** A relay that has not begun; {@link #start} begins it. */
    public RelayExchange(EventLoop loop, RelayRequest request, ResponseSink sink, RelayTools tools) {
        this.request = request;
        this.sink = sink;
        this.tools = tools;
        this.kind = PathKind.of(request.method().name(), request.target().path());
        this.question = new Question(request, kind, tools);
        this.body = new BodyStore(question.needsBody(), tools.bodies());
        this.entrance = new Entrance(loop, tools, kind, question, log, this);
        this.ticker = new Ticker(loop, this::lookAtTheClock);
        this.trace = tools.journal().begin(request, kind);
    }

    /** Begins; the body follows by {@link #body} and {@link #bodyEnd}. */
    public void start() {
        if (!question.needsBody()) {
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
        if (!planned) {
            question.watch(bytes);
        }
        body.add(bytes);
        if (planned) {
            sendBody();
        } else if (body.overflows()) {
            plan();
        }
        if (planned && !over && body.cost() > PENDING_BYTES) {
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
            refuse(new Refusal(503, why, way.asked()), false);
        }
    }

    private void plan() {
        planned = true;
        model = question.model();
        trace.planned(model);
        switch (Router.plan(question.forRouter(body), tools.board().candidates())) {
            case Plan.Ask(List<Stop> stops) -> entrance.go(way.along(stops));
            case Plan.Nowhere(int status, String reason) -> refuse(new Refusal(status, reason, 0), true);
        }
    }

    @Override
    public void waits(int number) {
        ticker.start();
        trace.queued(number);
    }

    @Override
    public void admitted(Stop stop) {
        Optional<ByteBuf> renamed = question.renamed(body, stop);
        if (stop.model().isPresent() && renamed.isEmpty()) {
            entrance.passOver(stop, "the name of the model in the body could not be changed to the one it has there");
            return;
        }
        way.take(stop);
        attempt = new Attempt(stop, kind, request, body, renamed, sink, tools, this);
        ticker.start();
        trace.asked(stop.connection());
        attempt.start();
    }

    @Override
    public Use useOf(AttemptOutcome.Answered answer) {
        if (FailoverRules.after(answer, kind, hasNext(), body.repeatable()) == FailoverRules.Next.TRY_NEXT) {
            return Use.HOLD;
        }
        // When several refuse, the first refusal is the one worth telling.
        boolean alsoRefused = FailoverRules.after(answer, kind, true, true) == FailoverRules.Next.TRY_NEXT;
        return !refusals.isEmpty() && alsoRefused ? Use.DROP : Use.PASS_ON;
    }

    @Override
    public void settled(AttemptOutcome outcome, @Nullable HeldAnswer refused) {
        ConnectionSettings ended = Objects.requireNonNull(attempt).settings();
        letGo();
        log.add(ended.id(), outcome);
        trace.settled(ended.id(), outcome);
        refusals.add(refused);
        boolean bodyAtHand = outcome instanceof AttemptOutcome.NotSent || body.repeatable();
        if (FailoverRules.after(outcome, kind, hasNext(), bodyAtHand) == FailoverRules.Next.TRY_NEXT) {
            entrance.go(way);
        } else {
            turnedAway(log.refusal());
        }
    }

    /** Ends with the first refusal that was held, or in its absence with one of our own. */
    @Override
    public void turnedAway(Refusal otherwise) {
        Optional<HeldAnswer> first = refusals.take();
        if (first.isEmpty()) {
            refuse(refusals.inOwnWords(otherwise), true);
            return;
        }
        first.get().tell(trace);
        finish(true);
        first.get().passTo(sink, way.asked(), model, log);
    }

    private boolean hasNext() {
        return !way.isAtEnd() && !FailoverRules.believes(refusals.mistakes());
    }

    @Override
    public void committed(UpstreamHead head) {
        committed = true;
        if (!log.isEmpty()) {
            tools.board().failedOver(log.failover(tools.time().now(), head.servedBy(), model));
        }
        trace.answered(head.servedBy(), head.status().code(), head.readableType());
        question.answered(Objects.requireNonNull(attempt).settings(), head, log.isEmpty());
        sink.head(new ResponseHead(
                head.status(), head.headers(), head.servedBy(), way.asked(), model, log.tried(head.servedBy())));
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
        ConnectionId who = Objects.requireNonNull(attempt).settings().id();
        trace.ended(Trace.End.CUT, why);
        finish(true);
        sink.cut(who + " stopped in the middle of the answer: " + why + ". What came before is incomplete; ask again.");
    }

    @Override
    public void unread(String why) {
        trace.ended(Trace.End.CUT, why);
        finish(true);
        sink.cut(why);
    }

    private void refuse(Refusal refusal, boolean answered) {
        trace.refused(refusal.status());
        trace.ended(Trace.End.REFUSED, refusal.message());
        finish(answered);
        sink.refused(refusal);
    }

    private void finish(boolean answered) {
        over = true;
        ticker.stop();
        entrance.close();
        letGo();
        refusals.release();
        body.release();
        tools.traffic().finished(this, answered);
    }

    /** The running attempt, if there is one, is over, and its room is free for the next request. */
    private void letGo() {
        if (attempt != null) {
            Attempt ended = attempt;
            attempt = null;
            ended.abandon();
            tools.traffic().ended(ended.settings());
            if (committed && ModelPaths.changesList(kind, request.target().path())) {
                tools.traffic().modelsChanged(ended.settings());
            }
            tools.admission().leave(ended.settings());
        }
    }

    private void lookAtTheClock() {
        if (attempt != null) {
            attempt.lookAtTheClock();
        } else {
            entrance.lookAtTheClock();
        }
    }
}
