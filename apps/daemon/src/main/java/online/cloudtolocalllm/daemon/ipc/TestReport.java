package online.cloudtolocalllm.daemon.ipc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** The outcome of {@code TEST_CONNECTION}. */
public sealed interface TestReport {

    /**
     * The connection was tried.
     *
     * @param connection its name
     * @param steps the steps taken, in order; the first that failed is the last
     * @param advice what to change, for people, if a step failed
     * @param suggestion better settings, with their keys in the connections' file, where they are certain
     */
    record Tried(ConnectionId connection, List<Step> steps, Optional<String> advice, Optional<JsonObject> suggestion)
            implements TestReport {

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
        /** Its name resolves. */
        ADDRESS("address"),
        /** Something listens there. */
        CONNECT("connect"),
        /** TLS is agreed, where it is used. */
        TLS("tls"),
        /** It takes the credential, where there is one or it wants one. */
        AUTH("auth"),
        /** It answers with a version or as its health path should. */
        VERSION("version"),
        /** It lists its models. */
        MODELS("models"),
        /** A model answers with one token; only when asked for. */
        CHAT("chat");

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
