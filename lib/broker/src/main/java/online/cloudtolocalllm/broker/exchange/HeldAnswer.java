package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import online.cloudtolocalllm.broker.journal.Trace;
import online.cloudtolocalllm.broker.relay.Refusal;
import online.cloudtolocalllm.broker.relay.ResponseHead;
import online.cloudtolocalllm.broker.relay.ResponseSink;
import online.cloudtolocalllm.broker.route.AttemptOutcome;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/**
 * A refusal by an upstream that is held back while another connection is asked: the first one is passed on if nobody does
 * better. Its body is held up to {@value #MAX_BYTES} bytes.
 */
final class HeldAnswer {

    private static final int MAX_BYTES = 256 * 1024;

    private final UpstreamHead head;
    private final AttemptOutcome.Answered outcome;
    private final boolean bodiless;
    private String missing = "";
    private final ByteBuf body = Unpooled.buffer(256, MAX_BYTES);

    /**
     * An answer of which nothing but the head has come.
     *
     * @param bodiless whether it answers HEAD: its length is then that of a body which is not sent
     */
    HeldAnswer(UpstreamHead head, AttemptOutcome.Answered outcome, boolean bodiless) {
        this.head = head;
        this.outcome = outcome;
        this.bodiless = bodiless;
    }

    AttemptOutcome.Answered outcome() {
        return outcome;
    }

    /** Adds a piece of the body; false if it is too large to be held. Releases the buffer. */
    boolean add(ByteBuf bytes) {
        try {
            if (body.readableBytes() + bytes.readableBytes() > MAX_BYTES) {
                return false;
            }
            body.writeBytes(bytes);
            return true;
        } finally {
            bytes.release();
        }
    }

    /** The rest of its body is not waited for. */
    void cutShort(String why) {
        missing = why;
    }

    /** Our own words for one of which too little came to pass it on; empty if all of it came, or what came is all there is. */
    Optional<Refusal> inOwnWords(int attempts) {
        if (missing.isEmpty() || bodiless || document().isPresent()) {
            return Optional.empty();
        }
        int status = head.status().code();
        String message = head.servedBy() + " answered " + status + ", and its answer cannot be shown: " + missing
                + ". Try again in a moment.";
        Optional<String> retryAfter = Optional.ofNullable(head.headers().get(HttpHeaderNames.RETRY_AFTER));
        return Optional.of(new Refusal(status, message, attempts, retryAfter));
    }

    /** Whether it is how Ollama says 500 for what is the client's mistake: a document with an error in words and nothing else. */
    boolean blamesTheRequest() {
        return outcome.status() == 500
                && document()
                        .filter(document -> document.fields().size() == 1)
                        .flatMap(document -> document.text("error"))
                        .isPresent();
    }

    /** The body, if it is a whole document. */
    private Optional<JsonObject> document() {
        if (!outcome.json() || head.headers().contains(HttpHeaderNames.CONTENT_ENCODING)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parseObject(body.toString(StandardCharsets.UTF_8)));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    /** Passes the held answer on and hands its body over. */
    void passTo(ResponseSink sink, int attempts, String model, AttemptLog log) {
        if (!bodiless) {
            head.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        }
        sink.head(new ResponseHead(
                head.status(), head.headers(), head.servedBy(), attempts, model, log.tried(head.servedBy())));
        sink.content(body);
        sink.end();
    }

    /** Says in the trace what is passed on. */
    void tell(Trace trace) {
        trace.answered(head.servedBy(), head.status().code(), head.readableType());
        trace.content(body);
        trace.ended(Trace.End.WHOLE, "");
    }

    void release() {
        body.release();
    }
}
