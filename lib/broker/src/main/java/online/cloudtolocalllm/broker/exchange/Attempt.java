package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import online.cloudtolocalllm.broker.health.Answers;
import online.cloudtolocalllm.broker.health.Observation;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.relay.ResponseSink;
import online.cloudtolocalllm.broker.route.AttemptOutcome;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.upstream.AnswerListener;
import online.cloudtolocalllm.broker.upstream.HeaderRules;
import online.cloudtolocalllm.broker.upstream.UpstreamCall;
import online.cloudtolocalllm.broker.upstream.UpstreamPaths;
import online.cloudtolocalllm.config.ConnectionSettings;
import org.jspecify.annotations.Nullable;

/** One candidate being asked for one request. Lives on one event loop. */
final class Attempt implements AnswerListener {

    /** What becomes of an answer. */
    enum Use {
        /** It goes to the client. */
        PASS_ON,
        /** It is held back while another candidate is asked. */
        HOLD,
        /** It is not worth more than one that is already held. */
        DROP
    }

    /** Whoever makes the attempts. */
    interface Owner {

        /** Decides about an answer when its head is there. */
        Use useOf(AttemptOutcome.Answered answer);

        /** The attempt is over before commitment. */
        void settled(AttemptOutcome outcome, @Nullable HeldAnswer refused);

        /** The answer goes to the client from now on. */
        void committed(UpstreamHead head);

        /** A piece of the answer is about to go to the client; to be looked at only. */
        void passing(ByteBuf piece);

        /** The answer went to the client and is whole. */
        void whole();

        /** The answer went to the client and broke off. */
        void brokeOff(String why);
    }

    private final ConnectionSettings settings;
    private final PathKind kind;
    private final RelayRequest request;
    private final BodyStore body;
    private final ResponseSink sink;
    private final RelayTools tools;
    private final Owner owner;
    private final Waiting waiting;
    private final UpstreamCall call;
    private boolean ready;
    private boolean bodyEnded;
    private boolean passing;
    private @Nullable HeldAnswer held;
    private @Nullable EndMarker endMarker;

    Attempt(
            ConnectionSettings settings,
            PathKind kind,
            RelayRequest request,
            BodyStore body,
            ResponseSink sink,
            RelayTools tools,
            Owner owner) {
        this.settings = settings;
        this.kind = kind;
        this.request = request;
        this.body = body;
        this.sink = sink;
        this.tools = tools;
        this.owner = owner;
        this.waiting = new Waiting(tools, settings, kind);
        HttpHeaders headers = HeaderRules.towards(settings, request.headers());
        frameBody(headers);
        String target = UpstreamPaths.map(settings, tools.sockets().layouts(), request.target());
        this.call = tools.sockets()
                .call(
                        settings.origin(),
                        new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method(), target, headers),
                        tools.limits().connectMillis(settings),
                        this);
    }

    ConnectionSettings settings() {
        return settings;
    }

    void start() {
        tools.traffic().began(settings);
        call.start(body.isComplete() && body.repeatable());
    }

    void abandon() {
        if (held != null) {
            held.release();
            held = null;
        }
        call.abandon();
    }

    /** The length is stated where it is known, whatever framing the client used. */
    private void frameBody(HttpHeaders headers) {
        boolean bodyExpected = request.method().equals(HttpMethod.POST) || request.contentLength() != 0;
        if (body.isComplete() && (body.heldBytes() > 0 || bodyExpected)) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, body.heldBytes());
        } else if (!body.isComplete() && request.contentLength() >= 0) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, request.contentLength());
        } else if (!body.isComplete()) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
    }

    void sendBody() {
        if (!ready || bodyEnded) {
            return;
        }
        if (body.heldBytes() > 0) {
            // An upload may take longer than a first byte: the wait begins anew with every piece of it.
            waiting.sent();
        }
        body.sendTo(call::write);
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
    }

    void lookAtTheClock() {
        String late = waiting.verdict();
        if (late.isEmpty()) {
            return;
        }
        abandon();
        if (passing) {
            owner.brokeOff(late);
        } else {
            owner.settled(ready ? new AttemptOutcome.NoAnswer(late, true) : new AttemptOutcome.NotSent(late), null);
        }
    }

    @Override
    public void ready() {
        ready = true;
        bodyEnded = false;
        waiting.sent();
        sendBody();
    }

    @Override
    public void notSent(String why, boolean refused) {
        tools.board().observe(settings, new Observation.RequestNotConnected(why));
        owner.settled(new AttemptOutcome.NotSent(why), null);
    }

    @Override
    public void noAnswer(String why) {
        owner.settled(new AttemptOutcome.NoAnswer(why + " before it answered", false), null);
    }

    @Override
    public void head(HttpResponse head) {
        waiting.heard();
        int status = head.status().code();
        String type = head.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
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
            case HOLD -> held = new HeldAnswer(passed, answer);
            case DROP -> {
                call.abandon();
                owner.settled(answer, null);
            }
        }
    }

    private UpstreamHead passed(HttpResponse head) {
        HttpHeaders headers = HeaderRules.fromUpstream(head.headers());
        if (HttpUtil.isTransferEncodingChunked(head)) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        } else if (!HttpUtil.isContentLengthSet(head)) {
            endMarker = EndMarker.of(head.headers().get(HttpHeaderNames.CONTENT_TYPE, ""));
        }
        return new UpstreamHead(head.status(), headers, settings.id());
    }

    @Override
    public void content(ByteBuf bytes) {
        waiting.heard();
        if (endMarker != null) {
            endMarker.watch(bytes);
        }
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

    @Override
    public void flush() {
        if (passing) {
            sink.flush();
        }
    }

    @Override
    public void end() {
        if (held != null) {
            HeldAnswer refused = held;
            held = null;
            owner.settled(refused.outcome(), refused);
        } else if (endMarker != null && !endMarker.seen()) {
            owner.brokeOff("the connection was closed before the end of the stream");
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
