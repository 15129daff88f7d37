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
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.Handshake.Side;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/**
 * The way to the daemon: finds it by its files, connects, and lets both sides prove themselves. A program that cannot prove to
 * be the daemon is sent nothing but {@code HELLO}. The files are read anew for every attempt.
 */
final class DaemonDoor {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int HANDSHAKE_LINE = 4 * 1024;
    private static final int MAX_AUTH_FILE = 64 * 1024;

    /** What a daemon that tells no limit takes. */
    private static final int USUAL_LINE = 16 * 1024 * 1024;

    private DaemonDoor() {}

    /**
     * A connection whose two ends have proved themselves.
     *
     * @param channel the connection
     * @param instance the name of this run of the daemon
     * @param longestLine the most bytes of a line that the daemon takes
     */
    record Entry(LineChannel channel, String instance, int longestLine) {}

    /**
     * Goes in.
     *
     * @param client how this program calls itself
     * @param limit the time for the handshake
     * @throws DaemonException if no daemon answers, if what answers is not the daemon, or if the daemon refuses
     */
    static Entry enter(Locations locations, String client, Duration limit) throws DaemonException {
        IpcCredentials credentials = credentials(locations.ipcAuth());
        Socket socket = connect(credentials.port());
        boolean opened = false;
        try {
            LineChannel channel = new LineChannel(socket);
            JsonObject welcome = shakeHands(channel, credentials, client, Deadline.after(limit));
            opened = true;
            long told = welcome.object("limits").integer("line").orElse(USUAL_LINE);
            return new Entry(channel, credentials.instance(), Math.clamp(told, CommandLine.USUAL_BYTES, USUAL_LINE));
        } catch (SocketTimeoutException e) {
            throw new DaemonException.NotTheDaemon(credentials.port(), "it did not introduce itself in time");
        } catch (MalformedJsonException e) {
            throw new DaemonException.NotTheDaemon(credentials.port(), "it speaks another language");
        } catch (IOException e) {
            throw new DaemonException.LinkLost(Effect.NONE, reason(e));
        } finally {
            if (!opened) {
                close(socket);
            }
        }
    }

    /**
     * What the file says about the daemon that runs, or ran.
     *
     * @throws DaemonException if it is not there or damaged
     */
    static IpcCredentials credentials(Path file) throws DaemonException {
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
            close(socket);
            throw new DaemonException.StaleFiles("nothing listens on its port " + port + " any more");
        }
    }

    private static JsonObject shakeHands(
            LineChannel channel, IpcCredentials credentials, String client, Deadline deadline)
            throws IOException, DaemonException {
        String mine = Handshake.randomText();
        int port = credentials.port();
        JsonObject hello = introduce(channel, port, client, mine, deadline);
        String theirs = hello.text("nonce", "");
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
            throw Refusal.of(auth).orElseGet(() -> new DaemonException.Refused("", "The daemon refused this program."));
        }
        return auth;
    }

    /** Whoever ends it here is not the daemon: a daemon that died holds no port, and another one may take its place. */
    private static JsonObject introduce(LineChannel channel, int port, String client, String nonce, Deadline deadline)
            throws IOException, DaemonException.NotTheDaemon {
        try {
            channel.send(JsonObject.builder()
                    .put("command", "HELLO")
                    .put("v", Handshake.VERSION)
                    .put("client", client)
                    .put("nonce", nonce)
                    .build());
            return channel.read(deadline, HANDSHAKE_LINE);
        } catch (SocketTimeoutException | MalformedJsonException e) {
            throw e;
        } catch (IOException e) {
            throw new DaemonException.NotTheDaemon(
                    port, "the connection ended before it proved itself (" + reason(e) + ")");
        }
    }

    /** The system's words, or the kind of failure where there are none. */
    static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a socket failed", e);
        }
    }
}
