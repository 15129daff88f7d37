package online.cloudtolocalllm.daemon.ipc;

import java.time.Duration;
import java.util.List;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** The outcome of {@code TEST_CONNECTION}. */
public sealed interface TestReport {

    /**
     * The connection was tried.
     *
     * @param connection its name
     * @param steps the steps taken, in order; the first that failed is the last
     */
    record Tried(ConnectionId connection, List<Step> steps) implements TestReport {

        /** Copies the steps. */
        public Tried {
            steps = List.copyOf(steps);
        }

        /** Whether at least one step was taken and every one succeeded. */
        public boolean ok() {
            return !steps.isEmpty() && steps.stream().allMatch(Step::ok);
        }
    }

    /**
     * No connection has that name.
     *
     * @param connection the name that was asked for
     */
    record UnknownConnection(ConnectionId connection) implements TestReport {}

    /**
     * One step.
     *
     * @param kind what was tried
     * @param ok whether it succeeded
     * @param took how long it took
     * @param detail what was found, or why it failed, for people
     */
    record Step(Kind kind, boolean ok, Duration took, String detail) {}

    /** What a step tries. */
    enum Kind {
        /** The address is well-formed and its name resolves. */
        ADDRESS("address"),
        /** Something listens there, and TLS is agreed where it is used. */
        CONNECT("connect"),
        /** It answers with a version or as its health path should. */
        VERSION("version"),
        /** It lists its models. */
        MODELS("models");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** The value of {@code step} in messages. */
        public String wireName() {
            return wireName;
        }
    }
}
