package online.cloudtolocalllm.testkit.ipc;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.Handshake.Side;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Bytes;

/**
 * One IPC connection on which a test sends exactly the bytes it wants, in the order and the pieces it wants. Every read that gets
 * no byte within the limit (20 s unless said otherwise) throws an {@link AssertionError} saying what was awaited. Blocks; one
 * thread may send while another reads, and any thread may {@link #close()} or {@link #reset()}.
 */
public final class RawIpc implements AutoCloseable {

    private final IpcCredentials credentials;
    private final Socket socket;
    private final InputStream in;

    private RawIpc(IpcCredentials credentials, Socket socket) throws IOException {
        this.credentials = credentials;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /**
     * Connects and says nothing.
     *
     * @param credentials where the daemon listens and what it shares with its clients
     * @throws IOException if nothing listens there
     */
    public static RawIpc connect(IpcCredentials credentials) throws IOException {
        return connect(credentials, 0);
    }

    /**
     * Connects and says nothing.
     *
     * @param receiveBytes size asked for the system's receive buffer, for clients that read slowly; 0 for the usual one
     * @throws IOException if nothing listens there
     */
    public static RawIpc connect(IpcCredentials credentials, int receiveBytes) throws IOException {
        Socket socket = new Socket();
        try {
            if (receiveBytes > 0) {
                socket.setReceiveBufferSize(receiveBytes);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), credentials.port()), 20_000);
            RawIpc connected = new RawIpc(credentials, socket);
            connected.limit(Until.LIMIT);
            return connected;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Connects and lets both sides prove themselves.
     *
     * @throws AssertionError if the daemon refuses or cannot prove itself
     * @throws IOException if the connection fails
     */
    public static RawIpc authenticated(IpcCredentials credentials) throws IOException {
        RawIpc connected = connect(credentials);
        connected.authenticate();
        return connected;
    }

    /**
     * Sets how long a read may wait for a byte.
     *
     * @throws IOException if the socket is closed
     */
    public void limit(Duration limit) throws IOException {
        socket.setSoTimeout((int) limit.toMillis());
    }

    /**
     * Sends these bytes and nothing else.
     *
     * @throws IOException if the daemon has closed
     */
    public RawIpc send(Bytes bytes) throws IOException {
        bytes.writeTo(socket.getOutputStream());
        return this;
    }

    /**
     * Sends a line; the line feed is added.
     *
     * @throws IOException if the daemon has closed
     */
    public RawIpc send(String line) throws IOException {
        return send(Bytes.utf8(line + "\n"));
    }

    /**
     * Sends a message.
     *
     * @throws IOException if the daemon has closed
     */
    public RawIpc send(JsonObject message) throws IOException {
        return send(message.toJson());
    }

    /**
     * Reads one line.
     *
     * @throws AssertionError if none comes in time, or the daemon closes instead
     * @throws IOException if reading fails or the line is no object
     */
    public JsonObject read() throws IOException {
        return readIfAny().orElseThrow(() -> new AssertionError("the daemon closed instead of answering"));
    }

    /**
     * Reads one line; empty if the daemon has closed.
     *
     * @throws AssertionError if neither comes in time
     * @throws IOException if the line is no object
     */
    public Optional<JsonObject> readIfAny() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = next(); b != '\n'; b = next()) {
            if (b < 0) {
                if (line.size() > 0) {
                    throw new AssertionError("the daemon closed within a line: " + Bytes.of(line.toByteArray()));
                }
                return Optional.empty();
            }
            line.write(b);
        }
        return Optional.of(Json.parseObject(line.toByteArray()));
    }

    /**
     * Sends a line and reads one.
     *
     * @throws AssertionError as {@link #read()} does
     * @throws IOException if sending or reading fails
     */
    public JsonObject ask(String line) throws IOException {
        return send(line).read();
    }

    /**
     * Reads every byte until the daemon closes or resets the connection.
     *
     * @throws AssertionError if it does neither in time
     * @throws IOException if reading fails for another reason than a reset
     */
    public Bytes readUntilClosed() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int b = next(); b >= 0; b = next()) {
            all.write(b);
        }
        return Bytes.of(all.toByteArray());
    }

    /**
     * Says HELLO and reads the reply.
     *
     * @throws AssertionError as {@link #read()} does
     * @throws IOException if sending or reading fails
     */
    public JsonObject hello(String nonce) throws IOException {
        return hello("test/1", nonce);
    }

    /**
     * Says HELLO under a name and reads the reply.
     *
     * @throws AssertionError as {@link #read()} does
     * @throws IOException if sending or reading fails
     */
    public JsonObject hello(String client, String nonce) throws IOException {
        JsonObject hello = JsonObject.of("command", "HELLO", "v", Handshake.VERSION);
        return send(hello.with("client", client).with("nonce", nonce)).read();
    }

    /**
     * Sends a proof, right or wrong, and reads the reply.
     *
     * @throws AssertionError as {@link #read()} does
     * @throws IOException if sending or reading fails
     */
    public JsonObject auth(String proof) throws IOException {
        return send(JsonObject.of("command", "AUTH", "proof", proof)).read();
    }

    /**
     * The whole handshake.
     *
     * @throws AssertionError if the daemon refuses or cannot prove itself
     * @throws IOException if sending or reading fails
     */
    public void authenticate() throws IOException {
        JsonObject reply = tryToAuthenticate("test/1");
        if (!reply.flag("ok", false)) {
            throw new AssertionError("the daemon refused: " + reply.toJson());
        }
    }

    /**
     * The whole handshake under a name, up to the reply to AUTH.
     *
     * @throws AssertionError if the daemon cannot prove itself
     * @throws IOException if sending or reading fails
     */
    public JsonObject tryToAuthenticate(String client) throws IOException {
        String mine = Handshake.randomText();
        JsonObject hello = hello(client, mine);
        String theirs = hello.text("nonce", "");
        if (!Handshake.matches(proof(Side.SERVER, mine, theirs), hello.text("proof", ""))) {
            throw new AssertionError("not the daemon: " + hello.toJson());
        }
        return auth(proof(Side.CLIENT, mine, theirs));
    }

    /**
     * Says that nothing more will be sent (FIN), and goes on reading.
     *
     * @throws IOException if that fails
     */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * Leaves with a reset (RST), which also keeps the system from remembering the connection.
     *
     * @throws IOException if that fails
     */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String proof(Side side, String mine, String theirs) {
        return Handshake.proof(credentials.secret(), side, mine, theirs, credentials.port());
    }

    /** A reset is an end, too. */
    private int next() throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            throw new AssertionError(
                    "the daemon neither sent a byte nor closed within " + socket.getSoTimeout() + " ms", e);
        } catch (SocketException reset) {
            if (socket.isClosed()) {
                throw reset;
            }
            return -1;
        }
    }
}
