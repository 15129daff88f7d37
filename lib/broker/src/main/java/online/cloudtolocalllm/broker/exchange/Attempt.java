package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import online.cloudtolocalllm.broker.health.Answers;
import online.cloudtolocalllm.broker.health.Observation;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.relay.ResponseSink;
import online.cloudtolocalllm.broker.route.AttemptOutcome;
import online.cloudtolocalllm.broker.route.FailoverRules;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.route.Stop;
import online.cloudtolocalllm.broker.upstream.AnswerListener;
import online.cloudtolocalllm.broker.upstream.HeaderRules;
import online.cloudtolocalllm.broker.upstream.UpstreamCall;
import online.cloudtolocalllm.config.ConnectionSettings;
import org.jspecify.annotations.Nullable;

/** One candidate being asked for one request. Lives on one event loop. */
final class Attempt implements AnswerListener {

    private final ConnectionSettings settings;
    private final PathKind kind;
    private final RelayRequest request;
    private final BodyStore body;
    private final ResponseSink sink;
    private final RelayTools tools;
    private final AttemptOwner owner;
    private final Waiting waiting;
    private final UpstreamCall call;
    private @Nullable ByteBuf renamed;
    private boolean ready;
    private boolean bodyEnded;
    private boolean passing;
    private @Nullable HeldAnswer held;
    private @Nullable AnswerEnd answerEnd;
    private boolean bodySent;
    private long pendingBytes;
    private boolean paused;
    private long pausedSinceNanos;

    Attempt(
            Stop stop,
            PathKind kind,
            RelayRequest request,
            BodyStore body,
            Optional<ByteBuf> renamed,
            ResponseSink sink,
            RelayTools tools,
            AttemptOwner owner) {
        this.settings = stop.connection();
        this.kind = kind;
        this.request = request;
        this.body = body;
        this.renamed = renamed.orElse(null);
        this.sink = sink;
        this.tools = tools;
        this.owner = owner;
        this.waiting = new Waiting(tools, settings, kind);
        this.call = tools.sockets()
                .call(
                        settings.origin(),
                        OutgoingRequest.head(settings, tools.sockets().layouts(), request, body, renamed),
                        tools.limits().connectMillis(settings),
                        this);
    }

    ConnectionSettings settings() {
        return settings;
    }

    void start() {
        tools.traffic().began(settings);
        call.start(kind.repeatable() && body.isComplete() && body.repeatable());
    }

    void abandon() {
        if (renamed != null) {
            renamed.release();
            renamed = null;
        }
        if (held != null) {
            held.release();
            held = null;
        }
        if (answerEnd != null) {
            answerEnd.close();
        }
        call.abandon();
    }

    void sendBody() {
        if (!ready || bodyEnded) {
            return;
        }
        if (body.heldBytes() > 0) {
            // An upload may take longer than a first byte: the wait begins anew with every piece of it.
            waiting.sent();
        }
        if (renamed != null) {
            call.write(renamed.retainedDuplicate());
        } else {
            body.sendTo(call::write);
        }
        if (body.isComplete()) {
            bodyEnded = true;
            waiting.sent();
            call.endBody();
        } else {
            call.flush();
            sink.wantBody(call.writable());
        }
    }

    void pause(boolean pause) {
        call.pauseReading(pause);
        waiting.paused(pause);
        if (pause && !paused) {
            pausedSinceNanos = tools.time().nanoTime();
        }
        paused = pause;
    }

    void lookAtTheClock() {
        Duration unread = tools.limits().unread();
        if (paused && tools.time().nanoTime() - pausedSinceNanos > unread.toNanos()) {
            abandon();
            owner.unread("Nothing of the answer was taken for " + unread.toSeconds() + " s. Ask again, and read it.");
            return;
        }
        if (!bodySent && call.pendingBytes() != pendingBytes) {
            // The upstream is still taking the request: it cannot have begun to answer it.
            pendingBytes = call.pendingBytes();
            waiting.sent();
        }
        String late = waiting.verdict();
        if (late.isEmpty()) {
            return;
        }
        HeldAnswer refused = held;
        held = null;
        abandon();
        if (refused != null) {
            refused.cutShort(late);
            owner.settled(refused.outcome(), refused);
        } else if (passing) {
            owner.brokeOff(late);
        } else {
            owner.settled(ready ? new AttemptOutcome.NoAnswer(late, true) : new AttemptOutcome.NotSent(late), null);
        }
    }

    @Override
    public void ready() {
        // A second time, if the kept connection that it was given first turned out to have been closed.
        ready = true;
        bodyEnded = false;
        bodySent = false;
        waiting.sent();
        sendBody();
    }

    @Override
    public void notSent(String why, boolean refused) {
        tools.board().observe(settings, new Observation.RequestNotConnected(why));
        owner.settled(new AttemptOutcome.NotSent(why), null);
    }

    @Override
    public void bodySent() {
        bodySent = true;
        if (answerEnd == null) {
            waiting.sent();
        }
    }

    @Override
    public void noAnswer(String why) {
        owner.settled(new AttemptOutcome.NoAnswer(why + " before it answered", false), null);
    }

    @Override
    public void head(HttpResponse head) {
        waiting.heard();
        answerEnd = AnswerEnd.of(head, kind, isHead());
        int status = head.status().code();
        String type = head.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        if (FailoverRules.isElsewhere(status, type, kind)) {
            abandon();
            owner.settled(
                    new AttemptOutcome.NoAnswer(
                            "it answered with a web page, so its address is not that of its API", false),
                    null);
            return;
        }
        String retryAfter = head.headers().get(HttpHeaderNames.RETRY_AFTER);
        tools.board().observe(settings, Answers.observe(kind, status, type, retryAfter, tools.time()));
        AttemptOutcome.Answered answer = new AttemptOutcome.Answered(status, type.contains("json"));
        UpstreamHead passed = passed(head);
        switch (owner.useOf(answer)) {
            case PASS_ON -> {
                passing = true;
                if (bodyEnded) {
                    body.release();
                }
                owner.committed(passed);
            }
            case HOLD -> {
                held = new HeldAnswer(passed, answer, isHead());
                waiting.held();
            }
            case DROP -> {
                abandon();
                owner.settled(answer, null);
            }
        }
    }

    private boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    private UpstreamHead passed(HttpResponse head) {
        HttpHeaders headers = HeaderRules.fromUpstream(head.headers());
        if (HttpUtil.isTransferEncodingChunked(head)) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        return new UpstreamHead(head.status(), headers, settings.id());
    }

    @Override
    public void content(ByteBuf bytes) {
        waiting.heard();
        answerEnd().watch(bytes);
        if (held == null) {
            owner.passing(bytes);
            sink.content(bytes);
            if (!sink.writable()) {
                pause(true);
            }
        } else if (!held.add(bytes)) {
            abandon();
            owner.settled(new AttemptOutcome.NoAnswer("it refused with more than can be held", false), null);
        }
    }

    private AnswerEnd answerEnd() {
        return Objects.requireNonNull(answerEnd);
    }

    @Override
    public void flush() {
        if (passing) {
            sink.flush();
        }
    }

    @Override
    public void end() {
        boolean whole = answerEnd().isWhole();
        answerEnd().close();
        if (!whole) {
            cut("the answer ended before it was whole");
        } else if (held != null) {
            HeldAnswer refused = held;
            held = null;
            owner.settled(refused.outcome(), refused);
        } else {
            owner.whole();
        }
    }

    @Override
    public void cut(String why) {
        if (passing) {
            owner.brokeOff(why);
        } else {
            abandon();
            owner.settled(new AttemptOutcome.NoAnswer(why + " in the middle of a refusal", false), null);
        }
    }

    @Override
    public void writabilityChanged(boolean writable) {
        if (!bodyEnded) {
            sink.wantBody(writable);
        }
    }
}
