package online.cloudtolocalllm.broker.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/** Reads one small document from a connection, within a time limit. Lives on one event loop. */
public final class Fetch implements AnswerListener {

    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Consumer<Result> done;
    private final Question question;
    private final ByteBuf body = Unpooled.buffer(1024, MAX_BYTES);
    private final UpstreamCall call;
    private int status;
    private String contentType = "";
    private boolean finished;
    private final ScheduledFuture<?> limit;

    /** What came of it. */
    public sealed interface Result {
        /**
         * An answer, whole.
         *
         * @param contentType the value of its Content-Type field, or empty
         */
        record Document(int status, String contentType, String body) implements Result {
            /** Whether the status is 2xx. */
            public boolean ok() {
                return status / 100 == 2;
            }

            /** The body, if it is a JSON object. */
            public Optional<JsonObject> json() {
                try {
                    return Optional.of(Json.parseObject(body));
                } catch (MalformedJsonException e) {
                    return Optional.empty();
                }
            }
        }

        /**
         * An answer, from somebody who cannot do what such a connection is for.
         *
         * @param status its HTTP status
         * @param why in words, without a full stop
         */
        record Unfit(int status, String why) implements Result {}

        /**
         * No answer, or none that is whole.
         *
         * @param refused whether nothing listens there
         */
        record Failed(String why, boolean refused) implements Result {}
    }

    private Fetch(
            LoopSockets sockets,
            EventLoop loop,
            ConnectionSettings settings,
            Question question,
            long connectMillis,
            Consumer<Result> done) {
        this.done = done;
        this.question = question;
        HttpHeaders headers = HeaderRules.towards(settings, EmptyHttpHeaders.INSTANCE);
        headers.add(HttpHeaderNames.ACCEPT, "application/json");
        headers.add(HttpHeaderNames.USER_AGENT, "CloudToLocalLLM");
        boolean post = !question.body.isEmpty();
        if (post) {
            headers.add(HttpHeaderNames.CONTENT_TYPE, "application/json");
            headers.add(HttpHeaderNames.CONTENT_LENGTH, ByteBufUtil.utf8Bytes(question.body));
        }
        DefaultHttpRequest request = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1, post ? HttpMethod.POST : HttpMethod.GET, question.target, headers);
        call = sockets.call(settings.origin(), request, connectMillis, this);
        Duration whole = question.limit;
        limit = loop.schedule(
                () -> give(new Result.Failed("no answer within " + whole.toMillis() / 1000.0 + " s", false)),
                whole.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** What is asked: a target as it is sent, a JSON body or none, and how long the whole may take. */
    private record Question(String target, String body, Duration limit) {}

    /**
     * Gets a document; {@code done} is called once, on the loop. A cloud's version is its health: what its status answers
     * and whether a bridge is connected.
     *
     * @param target as a client would send it; it is mapped to the connection's own paths
     */
    public static void get(
            LoopSockets sockets,
            EventLoop loop,
            ConnectionSettings settings,
            RequestTarget target,
            TimeLimits limits,
            Consumer<Result> done) {
        if (settings.kind() == ConnectionKind.CLOUD_PROXY && target.equals(UpstreamPaths.probe(settings.kind()))) {
            new CloudProbe(sockets, loop, settings, limits, done).start();
        } else {
            raw(sockets, loop, settings, UpstreamPaths.map(settings, sockets.layouts(), target), limits, done);
        }
    }

    /**
     * Gets a document as {@link #get} does.
     *
     * @param target sent as it is
     */
    public static void raw(
            LoopSockets sockets,
            EventLoop loop,
            ConnectionSettings settings,
            String target,
            TimeLimits limits,
            Consumer<Result> done) {
        Question question = new Question(target, "", limits.probe(settings));
        new Fetch(sockets, loop, settings, question, limits.connectMillis(settings), done).call.start(true);
    }

    /**
     * Posts a JSON document and gets one; {@code done} is called once, on the loop.
     *
     * @param target sent as it is
     * @param body JSON, not empty
     * @param limit for the whole
     */
    public static void post(
            LoopSockets sockets,
            EventLoop loop,
            ConnectionSettings settings,
            String target,
            String body,
            TimeLimits limits,
            Duration limit,
            Consumer<Result> done) {
        Question question = new Question(target, body, limit);
        new Fetch(sockets, loop, settings, question, limits.connectMillis(settings), done).call.start(false);
    }

    private void give(Result result) {
        if (!finished) {
            finished = true;
            limit.cancel(false);
            call.abandon();
            body.release();
            done.accept(result);
        }
    }

    @Override
    public void ready() {
        if (!question.body.isEmpty()) {
            call.write(Unpooled.copiedBuffer(question.body, StandardCharsets.UTF_8));
        }
        call.endBody();
    }

    @Override
    public void notSent(String why, boolean refused) {
        give(new Result.Failed(why, refused));
    }

    @Override
    public void noAnswer(String why) {
        give(new Result.Failed(why, false));
    }

    @Override
    public void head(HttpResponse head) {
        status = head.status().code();
        contentType = head.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    }

    @Override
    public void content(ByteBuf bytes) {
        try {
            if (!finished && body.readableBytes() + bytes.readableBytes() <= MAX_BYTES) {
                body.writeBytes(bytes);
                return;
            }
        } finally {
            bytes.release();
        }
        give(new Result.Failed("the answer is larger than 4 MB", false));
    }

    @Override
    public void flush() {
        // the whole document is handed on at its end
    }

    @Override
    public void end() {
        if (!finished) {
            give(new Result.Document(status, contentType, body.toString(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void cut(String why) {
        give(new Result.Failed(why, false));
    }

    @Override
    public void writabilityChanged(boolean writable) {
        // the body is small and sent at once
    }
}
