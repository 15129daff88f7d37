package online.cloudtolocalllm.broker.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RequestRecord} of a request that is over, in as few objects as can be: a thousand of them outlive every collection of
 * young objects, and under load each collection would copy all that they are made of. Immutable.
 */
final class KeptRequest {

    private static final long NONE = -1;

    private final long number;
    private final String id;
    private final RequestRecord.State state;
    private final Instant started;
    private final String method;
    private final String path;
    private final PathKind kind;
    private final String model;
    private final @Nullable String app;
    private final String client;
    private final @Nullable ConnectionId servedBy;
    private final int status;
    private final long firstByteNanos;
    private final long firstTokenNanos;
    private final long durationNanos;
    private final long prompt;
    private final long completion;
    private final boolean estimated;
    private final double perSecond;
    private final long bytesIn;
    private final long bytesOut;
    private final Trace.@Nullable End end;
    private final String why;

    /** Null if there was one attempt, and its answer was passed on: then the next two say all of it. */
    private final @Nullable List<AttemptRecord> attempts;

    private final int attemptStatus;
    private final long attemptNanos;

    /**
     * Keeps a record.
     *
     * @param shared gives for a text one that equals it, kept already if possible
     * @param number how many were over before it
     */
    KeptRequest(RequestRecord record, UnaryOperator<String> shared, long number) {
        this.number = number;
        id = record.id();
        state = record.state();
        started = record.started();
        method = record.method();
        path = shared.apply(record.path());
        kind = record.kind();
        model = shared.apply(record.model());
        app = record.app().map(shared).orElse(null);
        client = shared.apply(record.client());
        servedBy = record.servedBy().orElse(null);
        status = record.status();
        firstByteNanos = nanos(record.firstByte());
        firstTokenNanos = nanos(record.firstToken());
        durationNanos = record.duration().toNanos();
        Tokens tokens = record.tokens();
        prompt = tokens.prompt().orElse(NONE);
        completion = tokens.completion().orElse(NONE);
        estimated = tokens.estimated();
        perSecond = tokens.perSecond().orElse(NONE);
        bytesIn = record.bytesIn();
        bytesOut = record.bytesOut();
        end = record.end().orElse(null);
        why = record.why();
        AttemptRecord passed = onlyPassedOn(record);
        attempts = passed == null ? record.attempts() : null;
        attemptStatus = passed == null ? 0 : passed.status();
        attemptNanos = passed == null ? NONE : passed.took().toNanos();
    }

    private static @Nullable AttemptRecord onlyPassedOn(RequestRecord record) {
        if (record.attempts().size() != 1) {
            return null;
        }
        AttemptRecord only = record.attempts().getFirst();
        boolean same = record.servedBy().equals(Optional.of(only.connection()));
        return same
                        && only.result() == AttemptRecord.Result.PASSED_ON
                        && only.why().isEmpty()
                ? only
                : null;
    }

    /** How many were over before it. */
    long number() {
        return number;
    }

    /** The record again, equal to the one that was kept. */
    RequestRecord record() {
        return new RequestRecord(
                id,
                state,
                started,
                method,
                path,
                kind,
                model,
                Optional.ofNullable(app),
                client,
                attempts(),
                Optional.ofNullable(servedBy),
                status,
                duration(firstByteNanos),
                duration(firstTokenNanos),
                Duration.ofNanos(durationNanos),
                new Tokens(
                        count(prompt),
                        count(completion),
                        estimated,
                        perSecond < 0 ? OptionalDouble.empty() : OptionalDouble.of(perSecond)),
                bytesIn,
                bytesOut,
                Optional.ofNullable(end),
                why);
    }

    private List<AttemptRecord> attempts() {
        if (attempts != null || servedBy == null) {
            return attempts == null ? List.of() : attempts;
        }
        return List.of(new AttemptRecord(
                servedBy, AttemptRecord.Result.PASSED_ON, attemptStatus, "", Duration.ofNanos(attemptNanos)));
    }

    private static long nanos(Optional<Duration> duration) {
        return duration.isPresent() ? duration.get().toNanos() : NONE;
    }

    private static Optional<Duration> duration(long nanos) {
        return nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    private static OptionalLong count(long count) {
        return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
    }
}
