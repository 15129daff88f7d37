package online.cloudtolocalllm.daemon.report;

import java.time.Duration;
import java.util.Optional;
import online.cloudtolocalllm.broker.journal.RequestRecord;
import online.cloudtolocalllm.broker.journal.Trace;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** The words and numbers that lists, metrics and log lines have in common. Pure. */
final class Words {

    private Words() {}

    /** How a request ended. */
    static String of(Trace.End end) {
        return switch (end) {
            case WHOLE -> "whole";
            case CUT -> "cut";
            case REFUSED -> "refused";
            case CLIENT_LEFT -> "client_left";
        };
    }

    /** How a request ended, or that it has not. */
    static String outcome(RequestRecord record) {
        return record.end().map(Words::of).orElse("running");
    }

    /** What a request asked for. */
    static String of(PathKind kind) {
        return switch (kind) {
            case INFERENCE -> "inference";
            case READ -> "read";
            case MANAGE -> "manage";
            case OTHER -> "other";
        };
    }

    /** How far a request is. */
    static String of(RequestRecord.State state) {
        return switch (state) {
            case WAITING -> "waiting";
            case RUNNING -> "running";
            case DONE -> "done";
        };
    }

    /** {@code x:latest} and {@code x} are the same model. */
    static String model(String name) {
        return CanonicalName.withoutUsualTag(name);
    }

    /** Whose doing a request was: who answered, or who was asked last. */
    static Optional<ConnectionId> doneBy(RequestRecord record) {
        return record.servedBy()
                .or(() -> record.attempts().isEmpty()
                        ? Optional.empty()
                        : Optional.of(record.attempts().getLast().connection()));
    }

    /** Milliseconds with one digit after the point. */
    static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e5) / 10.0;
    }

    /** One digit after the point. */
    static double tenths(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
