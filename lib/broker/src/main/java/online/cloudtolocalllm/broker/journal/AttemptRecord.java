package online.cloudtolocalllm.broker.journal;

import java.time.Duration;
import online.cloudtolocalllm.broker.route.AttemptOutcome;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * One connection that was asked.
 *
 * @param connection which one
 * @param result what came of it
 * @param status the HTTP status of its answer, or 0
 * @param why in words, where there is no answer
 * @param took until it was over or, for an answer that is passed on, until its head was there
 */
public record AttemptRecord(ConnectionId connection, Result result, int status, String why, Duration took) {

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
            case AttemptOutcome.NotSent(String why) -> unanswered(connection, Result.NOT_SENT, why, took);
            case AttemptOutcome.NoAnswer(String why, boolean late) ->
                unanswered(connection, late ? Result.TIMED_OUT : Result.NO_ANSWER, why, took);
            case AttemptOutcome.Answered answered ->
                new AttemptRecord(connection, Result.REFUSED, answered.status(), "", took);
        };
    }

    static AttemptRecord unanswered(ConnectionId connection, Result result, String why, Duration took) {
        return new AttemptRecord(connection, result, 0, Shown.plain(why, MOST_WORDS), took);
    }

    /** What came of it in words. */
    public String detail() {
        return status == 0 ? why : "it answered " + status;
    }
}
