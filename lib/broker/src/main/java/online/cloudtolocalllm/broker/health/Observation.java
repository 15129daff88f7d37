package online.cloudtolocalllm.broker.health;

import java.time.Duration;

/** Something that was seen of a connection. */
public sealed interface Observation {

    /** A probe was answered well. */
    record ProbeAnswered(Duration latency, String version) implements Observation {}

    /**
     * A probe failed.
     *
     * @param refused whether nothing listens there, which is certain at once
     */
    record ProbeFailed(String why, boolean refused) implements Observation {}

    /** A probe or a request was answered with 401 or 403. */
    record CredentialRefused(int status) implements Observation {}

    /** A request was answered. */
    record RequestAnswered() implements Observation {}

    /** A request could not connect. */
    record RequestNotConnected(String why) implements Observation {}
}
