package online.cloudtolocalllm.broker;

import java.time.Duration;
import java.util.List;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * What a test of a connection found, step by step; the steps end with the first that failed.
 *
 * @param connection which one
 * @param steps in the order in which they were taken
 */
public record ConnectionReport(ConnectionId connection, List<Step> steps) {

    /** Copies the list. */
    public ConnectionReport {
        steps = List.copyOf(steps);
    }

    /** Whether every step went well. */
    public boolean ok() {
        return steps.stream().allMatch(Step::ok);
    }

    /**
     * One step.
     *
     * @param kind what was tried
     * @param ok whether it went well
     * @param took how long it took
     * @param detail what was found, in words
     */
    public record Step(Kind kind, boolean ok, Duration took, String detail) {}

    /** What a step tries. */
    public enum Kind {
        /** The address can be used. */
        ADDRESS,
        /** Something answers there. */
        CONNECT,
        /** It answers as such a connection should, and takes the credential. */
        VERSION,
        /** It lists its models. */
        MODELS
    }
}
