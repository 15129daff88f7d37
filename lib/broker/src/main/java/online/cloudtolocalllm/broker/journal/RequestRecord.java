package online.cloudtolocalllm.broker.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * What became of one request, or has so far. Holds no word of what was asked or answered, and no text in it has control
 * characters or is long.
 *
 * @param id the request's name, the same as in its answer
 * @param state how far it is
 * @param started when its head was read
 * @param method the HTTP method
 * @param path the path without its query
 * @param kind what the path asks for
 * @param model the model that the request names, or empty
 * @param app the name of the gateway key that was used
 * @param client the client's User-Agent, or empty
 * @param attempts the connections that were asked, in order
 * @param servedBy whose answer was passed on
 * @param status the HTTP status that the client was given, or 0
 * @param firstByte from the start until the answer's head was there
 * @param firstToken from the start until a stream's first words were there
 * @param duration from the start to the end, or to now
 * @param tokens what is known of its tokens
 * @param bytesIn bytes of the request's body
 * @param bytesOut bytes of the answer's body
 * @param end how it ended; empty while it has not
 * @param why in words, for what is neither whole nor left
 */
public record RequestRecord(
        String id,
        State state,
        Instant started,
        String method,
        String path,
        PathKind kind,
        String model,
        Optional<String> app,
        String client,
        List<AttemptRecord> attempts,
        Optional<ConnectionId> servedBy,
        int status,
        Optional<Duration> firstByte,
        Optional<Duration> firstToken,
        Duration duration,
        Tokens tokens,
        long bytesIn,
        long bytesOut,
        Optional<Trace.End> end,
        String why) {

    /** How far a request is. */
    public enum State {
        /** Its body is awaited, or it waits until a connection has room. */
        WAITING,
        /** A connection is asked, or answers. */
        RUNNING,
        /** It is over. */
        DONE;
    }

    /** Copies the list. */
    public RequestRecord {
        attempts = List.copyOf(attempts);
    }

    /** The connection that the one who serves stepped in for; empty if the first that was asked serves. */
    public Optional<ConnectionId> failedOverFrom() {
        return attempts.size() > 1 && attempts.getLast().result() == AttemptRecord.Result.PASSED_ON
                ? Optional.of(attempts.get(attempts.size() - 2).connection())
                : Optional.empty();
    }
}
