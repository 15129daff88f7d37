package online.cloudtolocalllm.testkit.ipc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;

/**
 * A daemon whose answers a test decides: a real handshake on a real socket, then what the script does with each request. PING,
 * QUIT, SUBSCRIBE and their like are answered here, as is everything that the script leaves open. To let a daemon come back on
 * another port, make a new one for the same locations. Thread-safe.
 */
public final class FakeDaemon implements AutoCloseable {

    private final Locations locations;
    private final ServerSocket listener;
    private final IpcCredentials credentials;
    private final Manners manners;
    private final Script script;
    private final List<JsonObject> received = new CopyOnWriteArrayList<>();
    private final List<JsonObject> introductions = new CopyOnWriteArrayList<>();
    private final Set<FakePeer> peers = ConcurrentHashMap.newKeySet();
    private final CountDownLatch deaf = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** How it behaves before a request. */
    public enum Manners {
        /** As documented. */
        GOOD,
        /** It does not know the secret. */
        WRONG_PROOF,
        /** It sends the client's own nonce and proof material back. */
        ECHO,
        /** It says nothing. */
        SILENT,
        /** It speaks HTTP. */
        HTTP,
        /** It closes after HELLO. */
        CLOSES,
        /** It resets the connection after HELLO. */
        RESETS,
        /** It answers HELLO with a line that is longer than any greeting, and does not end it. */
        ENDLESS,
        /** It proves itself, and closes after AUTH. */
        LEAVES,
        /** It refuses the client's proof. */
        REFUSES
    }

    /** What to do with a request. */
    @FunctionalInterface
    public interface Script {

        /**
         * Handles a request on the thread that reads this client's requests; a script that waits here holds up the next one.
         *
         * @param client whom to answer
         * @return whether it was handled; if not, the usual answer is given
         * @throws IOException if the client is gone
         */
        boolean handle(JsonObject request, FakePeer client) throws IOException;
    }

    /**
     * Starts and writes the files by which clients find it.
     *
     * @param script the reply to a request, without its id; empty for the usual one. A reply with the field {@code close} closes the
     *     connection instead, one with {@code silent} is not sent
     */
    public FakeDaemon(Locations locations, Manners manners, Function<JsonObject, Optional<JsonObject>> script)
            throws IOException {
        this(locations, manners, (request, client) -> {
            Optional<JsonObject> reply = script.apply(request);
            if (reply.isPresent()) {
                client.obey(request, reply.get());
            }
            return reply.isPresent();
        });
    }

    /** Starts and writes the files by which clients find it. */
    public FakeDaemon(Locations locations, Manners manners, Script script) throws IOException {
        this(locations, manners, script, 0);
    }

    private FakeDaemon(Locations locations, Manners manners, Script script, int port) throws IOException {
        this.locations = locations;
        this.manners = manners;
        this.script = script;
        this.listener = new ServerSocket(port, 128, InetAddress.ofLiteral("127.0.0.1"));
        this.credentials = new IpcCredentials(
                listener.getLocalPort(),
                "fake-" + Handshake.randomText().substring(0, 8),
                Instant.now(),
                Handshake.randomText());
        OwnerOnlyFiles.openFolder(locations.home());
        if (port == 0) {
            OwnerOnlyFiles.replace(locations.ipcAuth(), credentials.toJson().toJson());
        }
        threads.execute(this::accept);
    }

    /** A daemon that does as documented, with this script. */
    public static FakeDaemon scripted(Locations locations, Script script) throws IOException {
        return new FakeDaemon(locations, Manners.GOOD, script);
    }

    /**
     * Another program that took the port of a daemon that crashed; the files stay as the crash left them.
     *
     * @param port the port, free
     */
    public static FakeDaemon squatter(Locations locations, Manners manners, int port) throws IOException {
        return new FakeDaemon(locations, manners, (request, client) -> false, port);
    }

    /** The requests that came after the handshake, in order. */
    public List<JsonObject> received() {
        return received;
    }

    /** The requests of this command that came, in order. */
    public List<JsonObject> received(String command) {
        return received.stream()
                .filter(request -> request.text("command", "").equals(command))
                .toList();
    }

    /** The lines that came before a client was let in: HELLO and AUTH. */
    public List<JsonObject> introductions() {
        return introductions;
    }

    /** The name of this run. */
    public String instance() {
        return credentials.instance();
    }

    /** Where it listens. */
    public int port() {
        return credentials.port();
    }

    /** The clients that are connected and let in. */
    public List<FakePeer> clients() {
        return peers.stream().filter(FakePeer::isIn).toList();
    }

    /** Sends an event to every client. */
    public void tell(DaemonEvent event) throws IOException {
        tell(event.toJson());
    }

    /** Sends an object without an id to every client. */
    public void tell(JsonObject event) throws IOException {
        for (FakePeer client : clients()) {
            client.send(event);
        }
    }

    /** Cuts all connections; it goes on listening. */
    public void dropClients() throws IOException {
        for (FakePeer client : peers) {
            client.drop();
        }
    }

    /** Dies as by a signal: connections and port are gone, the files stay. */
    public void crash() throws IOException {
        stopListening();
        dropClients();
    }

    /** The port is free only when the thread that listens has noticed. */
    private void stopListening() throws IOException {
        listener.close();
        try {
            deaf.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a port was closed");
        }
    }

    /** Stops as a daemon does that was told to: tells the clients, removes its files, closes. */
    public void shutDown() throws IOException {
        for (FakePeer client : clients()) {
            try {
                client.send(new DaemonEvent.ShuttingDown().toJson());
            } catch (IOException e) {
                // It left at the same time; the others are told.
                client.close();
            }
        }
        stop();
        dropClients();
    }

    private void accept() {
        try {
            acceptUntilClosed();
        } finally {
            deaf.countDown();
        }
    }

    private void acceptUntilClosed() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                FakePeer peer = new FakePeer(socket, credentials, manners);
                peers.add(peer);
                threads.execute(() -> serve(peer));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void serve(FakePeer peer) {
        try (peer) {
            if (!peer.shakeHands(introductions::add)) {
                return;
            }
            for (Optional<JsonObject> next = peer.read(); next.isPresent(); next = peer.read()) {
                JsonObject request = next.get();
                received.add(request);
                if (!script.handle(request, peer)) {
                    answer(request, peer);
                }
            }
        } catch (IOException e) {
            // The client left or the test closed the daemon: the session is over either way.
            peers.remove(peer);
        } finally {
            peers.remove(peer);
        }
    }

    private void answer(JsonObject request, FakePeer peer) throws IOException {
        switch (request.text("command", "")) {
            case "PING" -> peer.reply(request, JsonObject.of("status", "pong"));
            case "SUBSCRIBE", "UNSUBSCRIBE", "UPDATE_TOOLTIP", "UPDATE_ICON", "AUTH_STATUS" ->
                peer.reply(request, JsonObject.of("ok", true));
            case "CREDIT", "CANCEL" -> {
                // They have no reply.
            }
            case "QUIT" -> {
                peer.reply(request, JsonObject.of("ok", true));
                shutDown();
            }
            default -> peer.reply(request, JsonObject.of("error", "unknown command", "code", "unknown_command"));
        }
    }

    /** One after the other: a client's QUIT and the test may come at the same time. */
    private synchronized void stop() throws IOException {
        stopListening();
        if (Files.exists(locations.ipcAuth())
                && Files.readString(locations.ipcAuth()).contains(credentials.instance())) {
            Files.deleteIfExists(locations.ipcAuth());
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        dropClients();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(Until.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("an answer is still held back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
