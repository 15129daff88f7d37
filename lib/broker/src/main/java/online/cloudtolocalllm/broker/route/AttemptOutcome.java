package online.cloudtolocalllm.broker.route;

/** How one attempt at a connection ended, before anything of an answer went to the client. */
public sealed interface AttemptOutcome {

    /** Nothing of the request left: the connection could not be made. */
    record NotSent(String why) implements AttemptOutcome {}

    /**
     * The request left, wholly or in part, and no answer came.
     *
     * @param timedOut whether time ran out, rather than the connection
     */
    record NoAnswer(String why, boolean timedOut) implements AttemptOutcome {}

    /**
     * An answer came.
     *
     * @param status its HTTP status
     * @param json whether its body is JSON
     */
    record Answered(int status, boolean json) implements AttemptOutcome {}
}
