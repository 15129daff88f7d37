package online.cloudtolocalllm.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.Handshake.Side;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusJson;

/**
 * An authenticated connection to the running daemon. Every call blocks until the answer or the end of its time limit.
 *
 * <p>For one thread at a time; {@link #close()} may be called from any thread and ends a call that waits with
 * {@link DaemonException.LinkLost}. After a {@code LinkLost} or {@code NoAnswer} the link is closed; nothing is ever sent twice.
 */
public final class DaemonLink implements AutoCloseable {

    /** The time limit of calls that name none. */
    public static final Duration USUAL_LIMIT = Duration.ofSeconds(10);

    private static final int CONNECT_MILLIS = 1_000;
    private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(5);
    private static final int HANDSHAKE_LINE = 4 * 1024;

    /** A reply may hold a whole model answer (16 MiB) and its wrapping. */
    private static final int REPLY_LINE = 17 * 1024 * 1024;

    private static final int MAX_AUTH_FILE = 64 * 1024;

    private final LineChannel channel;
    private long lastId;

    private DaemonLink(LineChannel channel) {
        this.channel = channel;
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
        IpcCredentials credentials = credentials(locations.ipcAuth());
        Socket socket = connect(credentials.port());
        boolean opened = false;
        try {
            LineChannel channel = new LineChannel(socket);
            shakeHands(channel, credentials, System.nanoTime() + handshakeLimit.toNanos());
            opened = true;
            return new DaemonLink(channel);
        } catch (SocketTimeoutException e) {
            throw new DaemonException.NotTheDaemon(credentials.port(), "it did not introduce itself in time");
        } catch (MalformedJsonException e) {
            throw new DaemonException.NotTheDaemon(credentials.port(), "it speaks another language");
        } catch (IOException e) {
            throw new DaemonException.LinkLost(Effect.NONE, reason(e));
        } finally {
            if (!opened) {
                closeQuietly(socket);
            }
        }
    }

    private static IpcCredentials credentials(Path file) throws DaemonException {
        try {
            if (Files.size(file) > MAX_AUTH_FILE) {
                throw new DaemonException.StaleFiles(file + " is damaged");
            }
            return IpcCredentials.fromJson(Json.parseObject(Files.readAllBytes(file)))
                    .orElseThrow(() -> new DaemonException.StaleFiles(file + " is damaged"));
        } catch (NoSuchFileException e) {
            throw new DaemonException.NotRunning();
        } catch (MalformedJsonException e) {
            throw new DaemonException.StaleFiles(file + " is damaged (" + e.getMessage() + ")");
        } catch (IOException e) {
            throw new DaemonException.StaleFiles(file + " cannot be read (" + reason(e) + ")");
        }
    }

    private static Socket connect(int port) throws DaemonException {
        Socket socket = new Socket();
        try {
            InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
            socket.connect(new InetSocketAddress(loopback, port), CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            closeQuietly(socket);
            throw new DaemonException.StaleFiles("nothing listens on its port " + port + " any more");
        }
    }

    private static void shakeHands(LineChannel channel, IpcCredentials credentials, long deadline)
            throws IOException, DaemonException {
        String mine = Handshake.randomText();
        channel.send(JsonObject.builder()
                .put("command", "HELLO")
                .put("v", Handshake.VERSION)
                .put("client", "jvm/" + ProcessHandle.current().pid())
                .put("nonce", mine)
                .build());
        JsonObject hello = channel.read(deadline, HANDSHAKE_LINE);
        String theirs = hello.text("nonce", "");
        int port = credentials.port();
        if (!Handshake.isNonce(theirs)) {
            throw new DaemonException.NotTheDaemon(port, "it does not know the handshake");
        }
        String expected = Handshake.proof(credentials.secret(), Side.SERVER, mine, theirs, port);
        if (theirs.equals(mine) || !Handshake.matches(expected, hello.text("proof", ""))) {
            throw new DaemonException.NotTheDaemon(port, "it does not know the daemon's secret");
        }
        String proof = Handshake.proof(credentials.secret(), Side.CLIENT, mine, theirs, port);
        channel.send(JsonObject.of("command", "AUTH", "proof", proof));
        JsonObject auth = channel.read(deadline, HANDSHAKE_LINE);
        if (!auth.flag("ok", false)) {
            throw refusal(auth).orElseGet(() -> new DaemonException.Refused("", "The daemon refused this program."));
        }
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
     * Sends one request and waits for its answer; events and answers to abandoned requests are passed over.
     *
     * @param command the request; its {@code id} is set here
     * @param limit how long to wait
     * @throws DaemonException if the daemon refuses, is gone, or does not answer in time
     */
    public JsonObject request(JsonObject command, Duration limit) throws DaemonException {
        long id = ++lastId;
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            channel.send(command.with("id", id));
            while (true) {
                JsonObject reply = channel.read(deadline, REPLY_LINE);
                boolean mine = reply.get("id").equals(Optional.of(new JsonNumber(Long.toString(id))));
                boolean aboutTheLine = !reply.has("id") && reply.has("error");
                if (mine || aboutTheLine) {
                    Optional<DaemonException.Refused> refusal = refusal(reply);
                    if (refusal.isPresent()) {
                        throw refusal.get();
                    }
                    return reply;
                }
            }
        } catch (SocketTimeoutException e) {
            close();
            throw new DaemonException.NoAnswer(limit.toMillis());
        } catch (IOException e) {
            close();
            throw new DaemonException.LinkLost(Effect.UNKNOWN, reason(e));
        }
    }

    /**
     * The daemon's whole state.
     *
     * @throws DaemonException as {@link #request(JsonObject)} does
     */
    public DaemonStatus status() throws DaemonException {
        JsonObject reply = request(JsonObject.of("command", "GET_CONNECTION_STATUS"));
        try {
            return StatusJson.read(reply.object("snapshot"));
        } catch (MalformedJsonException e) {
            throw new DaemonException.NotUnderstood(reason(e));
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
        JsonObject command = JsonObject.of("command", "TEST_CONNECTION", "connection", connection);
        if (chat) {
            command = command.with("chat", true);
        }
        return ConnectionTest.read(request(command, Duration.ofSeconds(60)).object("result"));
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

    /** Closes the connection. Never fails; a second call does nothing. */
    @Override
    public void close() {
        channel.close();
    }

    private static Optional<DaemonException.Refused> refusal(JsonObject reply) {
        if (!reply.has("error")) {
            return Optional.empty();
        }
        JsonObject nested = reply.object("error");
        String message = reply.text("error").orElse(nested.text("message", "The daemon refused."));
        return Optional.of(new DaemonException.Refused(reply.text("code").orElse(nested.text("code", "")), message));
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a socket failed", e);
        }
    }
}
