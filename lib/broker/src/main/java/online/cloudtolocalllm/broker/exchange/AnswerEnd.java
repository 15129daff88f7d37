package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Locale;
import online.cloudtolocalllm.broker.route.PathKind;

/**
 * Judges whether an answer that came to its end is whole, as far as its framing leaves that open. Lives on one event loop.
 *
 * <p>An answer that ends with its connection looks the same when its server crashed: it is whole only if its content shows its
 * end, in all types that have one. A chunked one is whole, unless it is a stream that shows that it is not: a server that dies
 * behind its own proxy has its streams ended well by that proxy. A model that says nothing at all has not answered: such a
 * stream is not whole. One that stated its length knew what it was going to say.
 */
final class AnswerEnd {

    private final EndWatch watch;
    private final boolean framed;

    private AnswerEnd(EndWatch watch, boolean framed) {
        this.watch = watch;
        this.framed = framed;
    }

    /**
     * A judge of one answer.
     *
     * @param head the answer's head
     * @param kind of the request that it answers
     * @param bodiless whether it answers HEAD
     */
    static AnswerEnd of(HttpResponse head, PathKind kind, boolean bodiless) {
        int status = head.status().code();
        if (bodiless || status == 204 || status == 304) {
            return new AnswerEnd(EndWatch.BLIND, true);
        }
        HttpHeaders headers = head.headers();
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
        String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "identity")
                .strip()
                .toLowerCase(Locale.ROOT);
        boolean mustSay = kind == PathKind.INFERENCE && status / 100 == 2;
        if (HttpUtil.isTransferEncodingChunked(head)) {
            return new AnswerEnd(isPlain(coding) ? stream(type, mustSay) : EndWatch.BLIND, true);
        }
        if (HttpUtil.isContentLengthSet(head)) {
            return new AnswerEnd(EndWatch.BLIND, true);
        }
        EndWatch content = isJson(type) ? new DocumentWatch() : stream(type, mustSay);
        return new AnswerEnd(
                switch (coding) {
                    case "identity", "" -> content;
                    case "gzip", "x-gzip" -> Unzipped.gzip(content);
                    case "deflate" -> Unzipped.deflate(content);
                    default -> EndWatch.UNREADABLE;
                },
                hasNoEnd(content));
    }

    private static boolean isPlain(String coding) {
        return coding.isEmpty() || coding.equals("identity");
    }

    private static boolean isJson(String type) {
        return (type.startsWith("application/json") && !isLines(type)) || type.startsWith("application/problem+json");
    }

    /** Two names of one form: whoever cuts the one into lines cuts the other. */
    private static boolean isLines(String type) {
        return type.startsWith("application/x-ndjson") || type.startsWith("application/jsonl");
    }

    private static EndWatch stream(String type, boolean mustSay) {
        if (isLines(type)) {
            return LineWatch.documents(mustSay);
        }
        return type.startsWith("text/event-stream") ? LineWatch.events(mustSay) : EndWatch.BLIND;
    }

    /** Types without an end of their own, as text or pictures: for them the end of the connection is all there is. */
    @SuppressWarnings("ReferenceEquality") // the one watch that is blind
    private static boolean hasNoEnd(EndWatch content) {
        return content == EndWatch.BLIND;
    }

    void watch(ByteBuf piece) {
        watch.watch(piece);
    }

    /** Whether the answer, whose end has come, is whole. */
    boolean isWhole() {
        return switch (watch.sight()) {
            case END -> true;
            case NO_END -> false;
            case UNKNOWN -> framed;
        };
    }

    /** Lets go of what is held outside the heap. May be called twice. */
    void close() {
        watch.close();
    }
}
