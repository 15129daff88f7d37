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

    /** What others may see of it before it ends; each field is replaced, never changed. */
    private volatile Progress progress = Progress.NONE;

    private final AtomicLong bytesIn = new AtomicLong();
    private final AtomicLong bytesOut = new AtomicLong();
    private volatile long firstTokenNanos = -1;

    /** How far it is. Nanoseconds count from the start; negative for what has not happened. */
    private record Progress(
            String model,
            @Nullable ConnectionId asking,
            long askedNanos,
            List<AttemptRecord> attempts,
            @Nullable ConnectionId servedBy,
            int status,
            long firstByteNanos) {

        static final Progress NONE = new Progress("", null, -1, List.of(), null, 0, -1);

        Progress planned(String name) {
            return new Progress(name, asking, askedNanos, attempts, servedBy, status, firstByteNanos);
        }

        Progress asked(ConnectionId connection, long nanos) {
            return new Progress(model, connection, nanos, attempts, servedBy, status, firstByteNanos);
        }

        Progress settled(AttemptRecord attempt) {
            List<AttemptRecord> more = new ArrayList<>(attempts);
            more.add(attempt);
            return new Progress(model, null, askedNanos, List.copyOf(more), servedBy, status, firstByteNanos);
        }

        Progress answered(@Nullable ConnectionId by, int code, long nanos) {
            return new Progress(model, asking, askedNanos, attempts, by, code, nanos);
        }
    }

    RequestTrace(
            RelayRequest request, PathKind kind, TimeSource time, BiConsumer<RequestTrace, RequestRecord> over) {
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
    public void planned(String model) {
        progress = progress.planned(Shown.plain(model, MOST_MODEL));
    }

    @Override
    public void asked(ConnectionSettings connection) {
        progress = progress.asked(connection.id(), sinceStart());
    }

    @Override
    public void settled(ConnectionId connection, AttemptOutcome outcome) {
        progress = progress.settled(AttemptRecord.settled(connection, outcome, sinceAsked(progress)));
    }

    private Duration sinceAsked(Progress now) {
        return Duration.ofNanos(sinceStart() - Math.max(0, now.askedNanos));
    }

    @Override
    public void answered(ConnectionId by, int status, String contentType) {
        Progress now = progress;
        // An answer that was held back has an attempt of its own already.
        Progress attempted = by.equals(now.asking)
                ? now.settled(AttemptRecord.of(
                        by, AttemptRecord.Result.PASSED_ON, "it answered " + status, sinceAsked(now)))
                : now;
        progress = attempted.answered(by, status, sinceStart());
        if (kind == PathKind.INFERENCE && status < 400) {
            sample = sampleOf(contentType);
        }
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
    public void refused(int status) {
        Progress now = progress;
        progress = now.answered(now.servedBy, status, now.firstByteNanos);
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
            }
        }
    }

    @Override
    public void ended(End end, String why) {
        Progress now = progress;
        if (now.asking != null) {
            now = now.settled(AttemptRecord.of(
                    now.asking,
                    AttemptRecord.Result.ABANDONED,
                    end == End.CLIENT_LEFT ? "the client left" : why,
                    sinceAsked(now)));
        }
        long nanos = sinceStart();
        Tokens tokens = sample == null ? Tokens.UNKNOWN : tokens(sample, end, nanos);
        sample = null;
        over.accept(
                this,
                record(now, RequestRecord.State.DONE, nanos, tokens, Optional.of(end), Shown.plain(why, MOST_WHY)));
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
        Progress now = progress;
        boolean begun = now.askedNanos >= 0;
        return record(
                now,
                begun ? RequestRecord.State.RUNNING : RequestRecord.State.WAITING,
                sinceStart(),
                Tokens.UNKNOWN,
                Optional.empty(),
                "");
    }

    private RequestRecord record(
            Progress now,
            RequestRecord.State state,
            long nanos,
            Tokens tokens,
            Optional<End> end,
            String why) {
        return new RequestRecord(
                id,
                state,
                started,
                method,
                path,
                kind,
                now.model,
                app,
                client,
                now.attempts,
                Optional.ofNullable(now.servedBy),
                now.status,
                after(now.firstByteNanos),
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
}
