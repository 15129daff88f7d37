package online.cloudtolocalllm.broker.health;

import java.time.Duration;
import java.time.Instant;

/** Something that was seen of a connection. */
public sealed interface Observation {

    /** A probe was answered well. */
    record ProbeAnswered(Duration latency, String version) implements Observation {}

    /**
     * A probe was answered, and not as such a connection answers: the server lives.
     *
     * @param status the HTTP status
     * @param why in words, without a full stop
     */
    record ProbeAnsweredBadly(int status, String why) implements Observation {}

    /**
     * A probe was not answered.
     *
     * @param refused whether nothing listens there, which is certain at once
     */
    record ProbeFailed(String why, boolean refused) implements Observation {}

    /** A probe was answered with 401 or 403. */
    record CredentialRefused(int status) implements Observation {}

    /**
     * Its token is not there, so it is not asked.
     *
     * @param why where the token should be, and what to do
     */
    record CredentialMissing(String why) implements Observation {}

    /** The list of models was read. */
    record ListAnswered() implements Observation {}

    /** The list of models was asked for, and answered with 401 or 403. */
    record ListRefused(int status) implements Observation {}

    /**
     * A request was answered, in any way but 401 and 403.
     *
     * @param well whether it was work for which a credential is needed, and was done
     */
    record RequestAnswered(boolean well) implements Observation {}

    /** A request was answered with 401 or 403. */
    record RequestRefused(int status) implements Observation {}

    /** A request could not connect. */
    record RequestNotConnected(String why) implements Observation {}

    /**
     * A request was answered that too much was asked.
     *
     * @param pause how long the connection is to be left alone
     */
    record RateLimited(Duration pause) implements Observation {}

    /** The time is over that ends then by the wall clock at its beginning. */
    record ParkingOver(Instant end) implements Observation {}

    /** The machine woke up, or its network changed: what was waited for before means nothing now. */
    record Woken() implements Observation {}
}
