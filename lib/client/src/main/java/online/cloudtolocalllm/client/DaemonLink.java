package online.cloudtolocalllm.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusJson;

/**
 * One authenticated connection to the running daemon. Any number of threads may call at once; every call blocks until its answer,
 * the end of its time limit, or the end of the link, which ends all calls at once. Nothing is ever sent twice. Thread-safe; one
 * virtual thread reads and one writes until the link is closed or lost.
 */
public final class DaemonLink implements AutoCloseable {

    /** The time limit of calls that name none. */
    public static final Duration USUAL_LIMIT = Duration.ofSeconds(10);

    /** Asks for the daemon's whole state. */
    static final JsonObject STATUS = JsonObject.of("command", "GET_CONNECTION_STATUS");

    private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(5);

    private final Wire wire;
    private final String instance;
    private final int longestLine;
    private final AtomicLong lastId = new AtomicLong();

    private DaemonLink(DaemonDoor.Entry entry, LinkListener listener) {
        this.wire = new Wire(entry.channel(), listener);
        this.instance = entry.instance();
        this.longestLine = entry.longestLine();
    }

    /**
     * Connects to the daemon of these files and lets both sides prove themselves. Nothing secret is sent to a program that
     * could not prove to be the daemon.
     *
     * @throws DaemonException if no daemon answers, if what answers is not the daemon, or if the daemon refuses
     */
    public static DaemonLink open(Locations locations) throws DaemonException {
        return open(locations, HANDSHAKE_LIMIT);
    }

    static DaemonLink open(Locations locations, Duration handshakeLimit) throws DaemonException {
        String client = "jvm/" + ProcessHandle.current().pid();
        DaemonLink link = connect(locations, client, handshakeLimit, LinkListener.none());
        link.start();
        return link;
    }

    /** Connects as {@link #open(Locations)} does. Nothing is read or written before {@link #start()}. */
    static DaemonLink connect(Locations locations, String client, Duration handshakeLimit, LinkListener listener)
            throws DaemonException {
        return new DaemonLink(DaemonDoor.enter(locations, client, handshakeLimit), listener);
    }

    /** Begins to read and to write; called once. */
    void start() {
        wire.start();
    }

    /** The name of the daemon's run. */
    String instance() {
        return instance;
    }

    /** When something was heard of the daemon last, on {@link System#nanoTime()}. */
    long heardNanos() {
        return wire.heardNanos();
    }

    /** How the link ended, if it did. */
    Optional<LinkEnd> ended() {
        return wire.ended();
    }

    /** Ends the link, once. */
    void end(LinkEnd how) {
        wire.end(how);
    }

    private CommandLine line(JsonObject command) throws DaemonException.Refused {
        return CommandLine.of(command, lastId.incrementAndGet(), longestLine);
    }

    /**
     * Sends one request and waits {@link #USUAL_LIMIT} for its answer.
     *
     * @throws DaemonException if the daemon refuses, is gone, or does not answer in time
     */
    public JsonObject request(JsonObject command) throws DaemonException {
        return request(command, USUAL_LIMIT);
    }

    /**
     * Sends one request and waits for its answer.
     *
     * @param command the request; its {@code id} is set here
     * @param limit how long to wait
     * @throws DaemonException if the daemon refuses, is gone, or does not answer in time, or if the calling thread is interrupted
     */
    public JsonObject request(JsonObject command, Duration limit) throws DaemonException {
        return request(command, Deadline.after(limit));
    }

    JsonObject request(JsonObject command, Deadline deadline) throws DaemonException {
        CommandLine line = line(command);
        WholeCall call = new WholeCall();
        wire.send(line, call, deadline);
        try {
            return switch (call.outcome().get(Math.max(0, deadline.leftNanos()), TimeUnit.NANOSECONDS)) {
                case WholeCall.Outcome.Lost(LinkEnd how) -> throw how.failure(line.effect());
                case WholeCall.Outcome.Reply(JsonObject reply) -> {
                    Optional<DaemonException> refusal = Refusal.ofCall(reply);
                    if (refusal.isPresent()) {
                        throw refusal.get();
                    }
                    yield reply;
                }
            };
        } catch (TimeoutException e) {
            wire.giveUp(line);
            throw deadline.noAnswer(line.effect());
        } catch (InterruptedException e) {
            wire.giveUp(line);
            Thread.currentThread().interrupt();
            throw new DaemonException.Interrupted(line.effect());
        } catch (ExecutionException e) {
            throw new IllegalStateException("outcomes are values", e);
        }
    }

    /**
     * Sends one request whose answer comes in pieces; returns at once. The caller closes the stream.
     *
     * @param command the request with {@code "stream":true}; its {@code id} is set here
     * @param deadline how long to wait for room in the line of requests that are to be written
     */
    AnswerStream stream(JsonObject command, Deadline deadline) throws DaemonException {
        CommandLine line = line(command);
        AnswerStream stream = new AnswerStream(
                line, wire, command.text("kept", ""), command.integer("offset").orElse(0));
        wire.send(line, stream, deadline);
        return stream;
    }

    /**
     * Sends one request without waiting for anything; for callers that have few of them under way at once.
     *
     * @return what becomes of it
     * @throws DaemonException.Refused if the daemon would not take such a line
     */
    WholeCall post(JsonObject command) throws DaemonException.Refused {
        WholeCall call = new WholeCall();
        wire.sendNow(line(command), call);
        return call;
    }

    /**
     * The daemon's whole state.
     *
     * @throws DaemonException as {@link #request(JsonObject)} does
     */
    public DaemonStatus status() throws DaemonException {
        return statusIn(request(STATUS));
    }

    /** The state in the reply to {@link #STATUS}. */
    static DaemonStatus statusIn(JsonObject reply) throws DaemonException.NotUnderstood {
        try {
            return StatusJson.read(reply.object("snapshot"));
        } catch (MalformedJsonException e) {
            throw new DaemonException.NotUnderstood(DaemonDoor.reason(e));
        }
    }

    /** Lets the daemon try one connection, as {@link #test(String, boolean)} without a chat. */
    public ConnectionTest test(String connection) throws DaemonException {
        return test(connection, false);
    }

    /**
     * Lets the daemon try one connection step by step; may take as long as that connection's time limits.
     *
     * @param connection its name
     * @param chat whether to ask a model for one token in the end, which costs money at hosted APIs
     * @throws DaemonException as {@link #request(JsonObject)} does; {@code Refused} with {@code unknown_connection} if there
     *     is none of that name
     */
    public ConnectionTest test(String connection, boolean chat) throws DaemonException {
        return ConnectionTest.read(request(ConnectionTest.command(connection, chat), ConnectionTest.LIMIT)
                .object("result"));
    }

    /**
     * Lets the daemon start the demonstration upstream and serve it until a real connection is up.
     *
     * @return the demonstration's address
     * @throws DaemonException as {@link #request(JsonObject)} does
     */
    public String startDemo() throws DaemonException {
        return request(JsonObject.of("command", "START_DEMO"), Duration.ofSeconds(20))
                .text("address", "");
    }

    /**
     * Asks the daemon to stop. Returns when it agreed, which is before it has stopped; the link is closed.
     *
     * @throws DaemonException as {@link #request(JsonObject)} does
     */
    public void quit() throws DaemonException {
        request(JsonObject.of("command", "QUIT"));
        close();
    }

    /** Closes the connection; calls that wait end with {@link DaemonException.Closed}. Never fails; a second call does nothing. */
    @Override
    public void close() {
        end(LinkEnd.closed());
    }
}
