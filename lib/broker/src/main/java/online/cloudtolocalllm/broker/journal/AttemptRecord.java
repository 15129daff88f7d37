package online.cloudtolocalllm.broker.journal;

import java.time.Duration;
import online.cloudtolocalllm.broker.route.AttemptOutcome;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * One connection that was asked.
 *
 * @param connection which one
 * @param result what came of it
 * @param detail the same in words
 * @param took until it was over or, for an answer that is passed on, until its head was there
 */
public record AttemptRecord(ConnectionId connection, Result result, String detail, Duration took) {

    private static final int MOST_WORDS = 300;

    /** What came of an attempt. */
    public enum Result {
        /** Its answer was passed on. */
        PASSED_ON("passed_on"),
        /** It answered with a refusal that another connection might not give. */
        REFUSED("refused"),
        /** No connection could be made. */
        NOT_SENT("not_sent"),
        /** The connection broke before an answer came. */
        NO_ANSWER("no_answer"),
        /** No answer came in time. */
        TIMED_OUT("timed_out"),
        /** The client left, or the daemon stopped, before an answer came. */
        ABANDONED("abandoned");

        private final String word;

        Result(String word) {
            this.word = word;
        }

        /** The wire name. */
        public String word() {
            return word;
        }
    }

    static AttemptRecord settled(ConnectionId connection, AttemptOutcome outcome, Duration took) {
        return switch (outcome) {
            case AttemptOutcome.NotSent(String why) -> of(connection, Result.NOT_SENT, why, took);
            case AttemptOutcome.NoAnswer(String why, boolean late) ->
                of(connection, late ? Result.TIMED_OUT : Result.NO_ANSWER, why, took);
            case AttemptOutcome.Answered answered ->
                of(connection, Result.REFUSED, "it answered " + answered.status(), took);
        };
    }

    static AttemptRecord of(ConnectionId connection, Result result, String detail, Duration took) {
        return new AttemptRecord(connection, result, Shown.plain(detail, MOST_WORDS), took);
    }
}
