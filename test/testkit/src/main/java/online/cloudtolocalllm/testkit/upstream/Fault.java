package online.cloudtolocalllm.testkit.upstream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;

/** What goes wrong with one request. What goes wrong before a request is a {@link Door}. */
public sealed interface Fault extends Turn {

    /** The request is read and never answered. */
    record HangsBeforeFirstByte() implements Fault {}

    /**
     * The first byte comes when the test opens the gate: a model that loads for a long time.
     *
     * @param of the answer
     */
    record LateFirstByte(Reply of, Gate gate) implements Fault {}

    /**
     * The stream stands still for ever.
     *
     * @param of the answer
     * @param after where
     */
    record StallsMidStream(Reply of, After after) implements Fault {}

    /**
     * The connection is closed in the middle.
     *
     * @param of the answer
     * @param after where
     */
    record CutByFin(Reply of, After after) implements Fault {}

    /**
     * The connection is reset in the middle.
     *
     * @param of the answer
     * @param after where; what the client has not read yet may be lost with the reset
     */
    record CutByReset(Reply of, After after) implements Fault {}

    /**
     * The whole body comes and the connection is closed, but more was announced.
     *
     * @param of the answer
     * @param missing bytes announced beyond the body
     */
    record ShortContentLength(Reply.Whole of, int missing) implements Fault {}

    /**
     * A chunk whose size is no number, then the connection is closed.
     *
     * @param of the answer
     * @param afterChunks good chunks before it
     */
    record BadChunkSize(Reply of, int afterChunks) implements Fault {}

    /**
     * The answer is sent as soon as the request's head is there.
     *
     * @param of the answer, usually 413
     * @param upload what becomes of the body
     */
    record AnswersBeforeBody(Reply.Whole of, Upload upload) implements Fault {}

    /**
     * The request is refused: 401, 403, 404, 429 or 5xx.
     *
     * @param retryAfter sent in whole seconds
     */
    record Refuses(int status, Optional<Duration> retryAfter) implements Fault {

        /** A refusal without Retry-After. */
        public Refuses(int status) {
            this(status, Optional.empty());
        }

        /** A refusal that says when to come again. */
        public Refuses(int status, Duration retryAfter) {
            this(status, Optional.of(retryAfter));
        }
    }

    /**
     * A first line that is none, followed by good header fields and a body.
     *
     * @param line the line
     */
    record MalformedStatusLine(String line) implements Fault {}

    /**
     * A good answer whose head has this many bytes at least, in one long field.
     *
     * @param bytes how many
     */
    record OversizedHead(int bytes) implements Fault {}

    /**
     * A good answer with this many header fields.
     *
     * @param count how many, 5,000 for instance
     */
    record ManyHeaders(int count) implements Fault {}

    /** Lines of NDJSON until the client leaves. */
    record EndlessBody() implements Fault {}

    /**
     * A 307 to another place.
     *
     * @param location an absolute URL
     */
    record RedirectsElsewhere(String location) implements Fault {}

    /**
     * A chunked body with a Content-Length beside it.
     *
     * @param body the chunk
     * @param length what the Content-Length says
     */
    record TransferEncodingAndLength(Bytes body, int length) implements Fault {}

    /** A web page with status 200: the wrong endpoint. */
    record HtmlInsteadOfJson() implements Fault {}

    /**
     * More bytes follow a whole answer in the same write, and the connection is kept open.
     *
     * @param extra for instance a second answer that nobody asked for
     */
    record ExtraBytes(Reply of, Bytes extra) implements Fault {}

    /** The connection is closed straight after an answer that promised to keep it. */
    record ClosesAfterAnswer(Reply of) implements Fault {}

    /**
     * The connection is closed when no further request came for so long, after an answer that promised to keep it.
     *
     * @param idle how long
     */
    record ClosesAfterIdle(Reply of, Duration idle) implements Fault {}

    /** An answer with fields that a gateway must not pass on. */
    record ForbiddenHeaders(Reply.Whole of) implements Fault {

        /** The fields: cookies, foreign permission, and one named by Connection. */
        public static final List<Header> FIELDS = List.of(
                new Header("Set-Cookie", "session=stolen; Path=/"),
                new Header("Access-Control-Allow-Origin", "*"),
                new Header("Access-Control-Allow-Credentials", "true"),
                new Header("Connection", "X-Hop"),
                new Header("X-Hop", "by-hop"),
                new Header("Keep-Alive", "timeout=5"));
    }
}
