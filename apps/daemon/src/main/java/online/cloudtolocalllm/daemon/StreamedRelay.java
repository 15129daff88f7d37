package online.cloudtolocalllm.daemon;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.broker.relay.OwnAnswer;
import online.cloudtolocalllm.broker.relay.Refusal;
import online.cloudtolocalllm.broker.relay.Relay;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.relay.ResponseHead;
import online.cloudtolocalllm.broker.relay.ResponseSink;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.daemon.ipc.ProxyCall;
import online.cloudtolocalllm.daemon.ipc.StreamCall;
import online.cloudtolocalllm.daemon.ipc.StreamSource;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import org.jspecify.annotations.Nullable;

/** A relay whose answer goes to a streamed call as it comes. Lives on one event loop, which is that of the call. */
final class StreamedRelay implements ResponseSink, StreamSource {

    private final StreamCall answer;
    private @Nullable Relay relay;

    private StreamedRelay(StreamCall answer) {
        this.answer = answer;
    }

    /**
     * Starts a relay; to be called on the loop.
     *
     * @param id the request's name in logs and lists
     * @param loop where the call lives; one of the broker's
     * @param blocking writes the body's JSON, which may be large
     * @param answer takes the answer
     */
    static void start(Broker broker, String id, EventLoop loop, Executor blocking, ProxyCall call, StreamCall answer) {
        StreamedRelay streamed = new StreamedRelay(answer);
        Optional<Privacy> privacy = CallRequest.privacy(call);
        if (privacy.isEmpty()) {
            streamed.fail("bad_header", CallRequest.WRONG_PRIVACY, OptionalInt.empty());
            return;
        }
        answer.comesFrom(streamed);
        blocking.execute(() -> {
            ByteBuf body = CallRequest.body(call);
            loop.execute(() -> streamed.begin(broker, id, loop, call, privacy.get(), body));
        });
    }

    private void begin(Broker broker, String id, EventLoop loop, ProxyCall call, Privacy privacy, ByteBuf body) {
        if (answer.isOver()) {
            body.release();
            return;
        }
        Optional<RelayRequest> request = CallRequest.of(call, privacy, id, body);
        if (request.isEmpty()) {
            body.release();
            fail("bad_header", CallRequest.WRONG_HEADER, OptionalInt.empty());
            return;
        }
        Relay running = broker.relay(loop, request.get(), this);
        relay = running;
        running.body(body);
        running.bodyEnd();
    }

    @Override
    public void resume() {
        if (relay != null) {
            relay.resume();
        }
    }

    @Override
    public void cancel() {
        if (relay != null) {
            relay.cancel();
        }
    }

    @Override
    public void head(ResponseHead head) {
        Map<String, String> headers = new LinkedHashMap<>();
        head.headers()
                .forEach(field -> headers.merge(
                        field.getKey().toLowerCase(Locale.ROOT),
                        field.getValue(),
                        (before, more) -> before + ", " + more));
        answer.head(new StreamEvent.Head(
                head.status().code(), head.servedBy().name(), head.attempts(), head.tried(), headers));
    }

    @Override
    public void content(ByteBuf bytes) {
        try {
            answer.content(bytes);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void flush() {
        answer.flush();
    }

    @Override
    public void end() {
        answer.end();
    }

    @Override
    public void cut(String why) {
        fail("stream_broken", why, OptionalInt.empty());
    }

    @Override
    public void refused(Refusal refusal) {
        fail("no_connection", refusal.message(), OptionalInt.of(refusal.status()));
    }

    private void fail(String code, String message, OptionalInt status) {
        answer.failed(new StreamEvent.Failed(code, message, status));
    }

    @Override
    public void own(OwnAnswer own) {
        answer.head(
                new StreamEvent.Head(own.status(), "gateway", 0, List.of(), Map.of("content-type", own.contentType())));
        answer.content(Unpooled.wrappedBuffer(own.body().getBytes(StandardCharsets.UTF_8)));
        answer.end();
    }

    @Override
    public boolean writable() {
        return answer.writable();
    }

    @Override
    public void wantBody(boolean want) {
        // the whole body was handed over at once
    }
}
