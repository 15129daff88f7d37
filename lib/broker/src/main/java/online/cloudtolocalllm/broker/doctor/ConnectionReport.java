package online.cloudtolocalllm.broker.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * What a test of a connection found, step by step; the steps end with the first that failed.
 *
 * @param connection which one
 * @param steps in the order in which they were taken
 * @param advice what to change, if a step failed
 */
public record ConnectionReport(ConnectionId connection, List<Step> steps, Optional<Advice> advice) {

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
        /** The name in the address is known. */
        ADDRESS,
        /** Something listens there. */
        CONNECT,
        /** TLS is agreed, with a certificate that proves who it is. */
        TLS,
        /** It takes the credential. */
        AUTH,
        /** It answers as such a connection should. */
        VERSION,
        /** It lists its models. */
        MODELS,
        /** A model answers with one token. */
        CHAT
    }
}
