package online.cloudtolocalllm.daemon;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
import online.cloudtolocalllm.daemon.ipc.ProxyHandle;
import online.cloudtolocalllm.daemon.ipc.ProxyReply;
import online.cloudtolocalllm.daemon.ipc.ReplyRoom;
import online.cloudtolocalllm.protocol.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A relay whose answer is gathered whole, up to {@value #MAX_BYTES} bytes. JSON is written and read away from the event loop, which
 * a large document would hold up. Lives on one event loop; {@link #cancel} may be
 * called from any thread.
 */
final class CollectedRelay implements ResponseSink, ProxyHandle {

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final String id;
    private final EventLoop loop;
    private final Executor blocking;
    private final ReplyRoom.Share room;
    private final CompletableFuture<ProxyReply> reply = new CompletableFuture<>();
    private final ByteBuf body = Unpooled.buffer(1024, MAX_BYTES);
    private @Nullable Relay relay;
    private @Nullable ResponseHead head;
    private boolean over;

    private CollectedRelay(String id, EventLoop loop, Executor blocking, ReplyRoom.Share room) {
        this.id = id;
        this.loop = loop;
        this.blocking = blocking;
        this.room = room;
    }

    /**
     * Starts a relay.
     *
     * @param id the request's name in logs and lists
     * @param loop where it lives; one of the broker's
     * @param blocking reads and writes JSON
     * @param room where the answer is to fit in
     */
    static ProxyHandle start(
            Broker broker, String id, EventLoop loop, Executor blocking, ProxyCall call, ReplyRoom.Share room) {
        CollectedRelay collected = new CollectedRelay(id, loop, blocking, room);
        Optional<Privacy> privacy = CallRequest.privacy(call);
        if (privacy.isEmpty()) {
            collected.give(new ProxyReply.Refused(CallRequest.WRONG_PRIVACY, "bad_header"));
        } else {
            blocking.execute(() -> {
                ByteBuf bytes = CallRequest.body(call);
                loop.execute(() -> collected.begin(broker, call, privacy.get(), bytes));
            });
        }
        return collected;
    }

    private void begin(Broker broker, ProxyCall call, Privacy privacy, ByteBuf bytes) {
        if (over) {
            bytes.release();
            return;
        }
        Optional<RelayRequest> request = CallRequest.of(call, privacy, id, bytes);
        if (request.isEmpty()) {
            bytes.release();
            give(new ProxyReply.Refused(CallRequest.WRONG_HEADER, "bad_header"));
            return;
        }
        relay = broker.relay(loop, request.get(), this);
        relay.body(bytes);
        relay.bodyEnd();
    }

    @Override
    public CompletionStage<ProxyReply> reply() {
        return reply;
    }

    @Override
    public void cancel() {
        loop.execute(() -> {
            if (!over) {
                if (relay != null) {
                    relay.cancel();
                }
                give(new ProxyReply.Refused("The request was cancelled.", "cancelled"));
            }
        });
    }

    private void give(ProxyReply result) {
        over = true;
        body.release();
        reply.complete(result);
    }

    @Override
    public void head(ResponseHead answer) {
        head = answer;
    }

    @Override
    public void content(ByteBuf bytes) {
        int more = bytes.readableBytes();
        if (over) {
            bytes.release();
        } else if (body.readableBytes() + more > MAX_BYTES) {
            bytes.release();
            breakOff("The answer is larger than 16 MiB. Ask for it through the gateway, which streams.", "too_large");
        } else {
            switch (room.take(more)) {
                case TAKEN -> body.writeBytes(bytes);
                case CLIENT_IS_FULL ->
                    breakOff(
                            "The answers that wait for this client are too large together. Read them, and ask for less"
                                    + " at once.",
                            "too_large");
                case ALL_ARE_FULL ->
                    breakOff(
                            "The answers of all clients together are too large for now. Ask again in a moment.",
                            "too_large");
            }
            bytes.release();
        }
    }

    private void breakOff(String why, String code) {
        if (relay != null) {
            relay.cancel();
        }
        give(new ProxyReply.Refused(why, code));
    }

    @Override
    public void flush() {
        // the whole answer is handed on at its end
    }

    @Override
    public void end() {
        ResponseHead answer = head;
        if (over || answer == null) {
            return;
        }
        over = true;
        var _ = CompletableFuture.supplyAsync(() -> room.converting(() -> answered(answer)), blocking)
                .whenComplete((whole, failure) -> {
                    if (failure == null) {
                        reply.complete(whole);
                    } else {
                        reply.completeExceptionally(failure);
                    }
                });
    }

    private ProxyReply answered(ResponseHead answer) {
        int from = body.arrayOffset() + body.readerIndex();
        JsonValue value;
        try {
            value = ProxyReply.body(body.array(), from, from + body.readableBytes());
        } finally {
            body.release();
        }
        return new ProxyReply.Answered(
                answer.status().code(), answer.servedBy().name(), value, answer.attempts(), answer.tried());
    }

    @Override
    public void cut(String why) {
        if (!over) {
            give(new ProxyReply.Refused(why, "stream_broken"));
        }
    }

    @Override
    public void refused(Refusal refusal) {
        if (!over) {
            give(new ProxyReply.Refused(
                    refusal.message(), "no_connection", OptionalInt.of(refusal.status()), refusal.attempts()));
        }
    }

    @Override
    public void own(OwnAnswer answer) {
        if (!over) {
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            give(new ProxyReply.Answered(answer.status(), "gateway", ProxyReply.body(bytes), 0, List.of()));
        }
    }

    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public void wantBody(boolean want) {
        // the whole body was handed over at once
    }
}
