package online.cloudtolocalllm.broker.journal;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.route.AttemptOutcome;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import org.jspecify.annotations.Nullable;

/**
 * Follows one request. Written on its event loop only; {@link #soFar} may be called from anywhere and sees what the loop last
 * published.
 */
final class RequestTrace implements Trace {

    private static final int MOST_PATH = 200;
    private static final int MOST_MODEL = 120;
    private static final int MOST_CLIENT = 80;
    private static final int MOST_WHY = 500;

    /** A rate over less than this says more about reads than about tokens. */
    private static final Duration SHORTEST_STREAM = Duration.ofMillis(10);

    private final TimeSource time;
    private final BiConsumer<RequestTrace, RequestRecord> over;
    private final String id;
    private final Instant started;
    private final long startNanos;
    private final String method;
    private final String path;
    private final PathKind kind;
    private final Optional<String> app;
    private final String client;
    private @Nullable AnswerSample sample;

    // Written by the loop and published by the next write of "published", read by others after reading that.
    private String model = "";
    private @Nullable ConnectionId asking;
    private long askedNanos = -1;
    private List<AttemptRecord> attempts = List.of();
    private @Nullable ConnectionId servedBy;
    private int status;
    private long firstByteNanos = -1;
    private long firstTokenNanos = -1;
    private volatile boolean published;

    private final AtomicLong bytesIn = new AtomicLong();
    private final AtomicLong bytesOut = new AtomicLong();
    /** Of a stream, once its first words were there. */
    private final AtomicLong events = new AtomicLong();

    RequestTrace(RelayRequest request, PathKind kind, TimeSource time, BiConsumer<RequestTrace, RequestRecord> over) {
        this.time = time;
        this.over = over;
        this.kind = kind;
        this.id = request.id();
        this.started = time.now();
        this.startNanos = time.nanoTime();
        this.method = request.method().name();
        this.path = Shown.plain(request.target().path(), MOST_PATH);
        this.app = request.app();
        this.client = Shown.plain(request.headers().get(HttpHeaderNames.USER_AGENT, ""), MOST_CLIENT);
    }

    private long sinceStart() {
        return time.nanoTime() - startNanos;
    }

    @Override
    public void received(int bytes) {
        bytesIn.lazySet(bytesIn.getPlain() + bytes);
    }

    @Override
    public void planned(String name) {
        model = Shown.plain(name, MOST_MODEL);
        published = true;
    }

    @Override
    public void asked(ConnectionSettings connection) {
        asking = connection.id();
        askedNanos = sinceStart();
        published = true;
    }

    @Override
    public void settled(ConnectionId connection, AttemptOutcome outcome) {
        attempted(AttemptRecord.settled(connection, outcome, sinceAsked(sinceStart())));
        published = true;
    }

    private void attempted(AttemptRecord attempt) {
        if (attempts.isEmpty()) {
            attempts = List.of(attempt);
        } else {
            List<AttemptRecord> more = new ArrayList<>(attempts);
            more.add(attempt);
            attempts = List.copyOf(more);
        }
        asking = null;
    }

    private Duration sinceAsked(long nowNanos) {
        return Duration.ofNanos(nowNanos - Math.max(0, askedNanos));
    }

    @Override
    public void answered(ConnectionId by, int code, String contentType) {
        firstByteNanos = sinceStart();
        // An answer that was held back has an attempt of its own already.
        if (by.equals(asking)) {
            attempted(new AttemptRecord(by, AttemptRecord.Result.PASSED_ON, code, "", sinceAsked(firstByteNanos)));
        }
        servedBy = by;
        status = code;
        if (kind == PathKind.INFERENCE && code < 400) {
            sample = sampleOf(contentType);
        }
        published = true;
    }

    private static @Nullable AnswerSample sampleOf(String contentType) {
        if (contentType.startsWith("text/event-stream")) {
            return new AnswerSample(AnswerSample.Format.EVENTS);
        }
        if (contentType.startsWith("application/x-ndjson")) {
            return new AnswerSample(AnswerSample.Format.LINES);
        }
        return contentType.startsWith("application/json") ? new AnswerSample(AnswerSample.Format.DOCUMENT) : null;
    }

    @Override
    public void refused(int code) {
        status = code;
    }

    @Override
    public void content(ByteBuf piece) {
        // One writer, and nobody who reads it is in a hurry: no fence for each token.
        bytesOut.lazySet(bytesOut.getPlain() + piece.readableBytes());
        AnswerSample answer = sample;
        if (answer != null) {
            answer.add(piece);
            if (firstTokenNanos < 0 && answer.wordsSeen()) {
                firstTokenNanos = sinceStart();
                published = true;
            }
            if (firstTokenNanos >= 0) {
                events.lazySet(answer.events());
            }
        }
    }

    @Override
    public void ended(End end, String why) {
        long nanos = sinceStart();
        if (asking != null) {
            attempted(AttemptRecord.unanswered(
                    asking,
                    AttemptRecord.Result.ABANDONED,
                    end == End.CLIENT_LEFT ? "the client left" : why,
                    sinceAsked(nanos)));
        }
        Tokens tokens = sample == null ? Tokens.UNKNOWN : tokens(sample, end, nanos);
        sample = null;
        over.accept(
                this, record(RequestRecord.State.DONE, nanos, tokens, Optional.of(end), Shown.plain(why, MOST_WHY)));
    }

    private Tokens tokens(AnswerSample answer, End end, long endNanos) {
        TokenCounts told = TokenCounts.read(answer.head(), answer.tail());
        OptionalLong completion = told.completion();
        boolean estimated = completion.isEmpty() && answer.isStream();
        if (estimated) {
            long closing = end == End.WHOLE ? answer.closingEvents() : 0;
            completion = OptionalLong.of(Math.max(0, answer.events() - closing));
        }
        OptionalDouble perSecond = told.perSecond();
        if (perSecond.isEmpty() && completion.isPresent() && firstTokenNanos >= 0) {
            perSecond = rate(completion.getAsLong(), endNanos - firstTokenNanos);
        }
        return new Tokens(told.prompt(), completion, estimated, perSecond);
    }

    /** The first token took no part of this time. */
    private static OptionalDouble rate(long completion, long nanos) {
        return completion > 1 && nanos >= SHORTEST_STREAM.toNanos()
                ? OptionalDouble.of((completion - 1) * 1e9 / nanos)
                : OptionalDouble.empty();
    }

    /** What became of the request so far. */
    RequestRecord soFar() {
        boolean begun = published && (asking != null || servedBy != null);
        long nanos = sinceStart();
        return record(
                begun ? RequestRecord.State.RUNNING : RequestRecord.State.WAITING,
                nanos,
                tokensSoFar(nanos),
                Optional.empty(),
                "");
    }

    private Tokens tokensSoFar(long nanos) {
        long count = events.get();
        return count == 0
                ? Tokens.UNKNOWN
                : new Tokens(OptionalLong.empty(), OptionalLong.of(count), true, rate(count, nanos - firstTokenNanos));
    }

    private RequestRecord record(RequestRecord.State state, long nanos, Tokens tokens, Optional<End> end, String why) {
        return new RequestRecord(
                id,
                state,
                started,
                method,
                path,
                kind,
                model,
                app,
                client,
                attempts,
                Optional.ofNullable(servedBy),
                status,
                after(firstByteNanos),
                after(firstTokenNanos),
                Duration.ofNanos(Math.max(0, nanos)),
                tokens,
                bytesIn.get(),
                bytesOut.get(),
                end,
                why);
    }

    private static Optional<Duration> after(long nanos) {
        return nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    /** Objects that live for a moment need no number of their own to lie in a set. */
    @Override
    public int hashCode() {
        return Long.hashCode(startNanos);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }
}
