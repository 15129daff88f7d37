package online.cloudtolocalllm.testkit.ipc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.Handshake.Side;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * A daemon whose answers a test decides: a real handshake on a real socket, then one reply a request. PING and QUIT are
 * answered here, as is everything that the script leaves open. Thread-safe.
 */
public final class FakeDaemon implements AutoCloseable {

    private final Locations locations;
    private final ServerSocket listener;
    private final IpcCredentials credentials;
    private final Manners manners;
    private final Function<JsonObject, Optional<JsonObject>> script;
    private final List<JsonObject> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
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
        /** It refuses the client's proof. */
        REFUSES
    }

    /**
     * Starts and writes the files by which clients find it.
     *
     * @param script the reply to a request, without its id; empty for the usual one
     */
    public FakeDaemon(Locations locations, Manners manners, Function<JsonObject, Optional<JsonObject>> script)
            throws IOException {
        this.locations = locations;
        this.manners = manners;
        this.script = script;
        this.listener = new ServerSocket(0, 16, InetAddress.ofLiteral("127.0.0.1"));
        this.credentials = new IpcCredentials(listener.getLocalPort(), "fake", Instant.now(), Handshake.randomText());
        OwnerOnlyFiles.openFolder(locations.home());
        OwnerOnlyFiles.replace(locations.ipcAuth(), credentials.toJson().toJson());
        threads.execute(this::accept);
    }

    /** The requests that came after the handshake, in order. */
    public List<JsonObject> received() {
        return received;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            if (!shakeHands(in, out)) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonObject request = Json.parseObject(line);
                received.add(request);
                if (!answer(request, out)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client left or the test closed the daemon: the session is over either way.
            open.remove(socket);
        } finally {
            open.remove(socket);
        }
    }

    private boolean shakeHands(BufferedReader in, OutputStream out) throws IOException {
        String line = in.readLine();
        if (line == null) {
            return false;
        }
        String theirs = Json.parseObject(line).text("nonce", "");
        String mine = manners == Manners.ECHO ? theirs : Handshake.randomText();
        String secret = manners == Manners.WRONG_PROOF ? Handshake.randomText() : credentials.secret();
        switch (manners) {
            case SILENT -> {
                return in.readLine() != null;
            }
            case HTTP -> {
                out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return false;
            }
            case CLOSES -> {
                return false;
            }
            case GOOD, WRONG_PROOF, ECHO, REFUSES ->
                write(
                        out,
                        JsonObject.builder()
                                .put("response", "HELLO")
                                .put("v", 1)
                                .put("instance", credentials.instance())
                                .put("nonce", mine)
                                .put("proof", Handshake.proof(secret, Side.SERVER, theirs, mine, credentials.port()))
                                .build());
        }
        String second = in.readLine();
        if (second == null) {
            return false;
        }
        JsonObject auth = Json.parseObject(second);
        String expected = Handshake.proof(credentials.secret(), Side.CLIENT, theirs, mine, credentials.port());
        boolean ok = manners == Manners.GOOD && Handshake.matches(expected, auth.text("proof", ""));
        JsonObject reply = JsonObject.of("response", "AUTH", "ok", ok);
        write(out, ok ? reply : reply.with("error", JsonObject.of("code", "bad_proof", "message", "Wrong proof.")));
        return ok;
    }

    private boolean answer(JsonObject request, OutputStream out) throws IOException {
        String command = request.text("command", "");
        Optional<JsonObject> scripted = script.apply(request);
        JsonObject reply = scripted.orElseGet(() -> switch (command) {
            case "PING" -> JsonObject.of("status", "pong");
            case "QUIT" -> JsonObject.of("ok", true);
            default -> JsonObject.of("error", "unknown command", "code", "unknown_command");
        });
        if (reply.has("close")) {
            return false;
        }
        if (!reply.has("silent")) {
            write(out, JsonObject.of("command", "STATUS"));
            write(out, request.get("id").map(id -> reply.with("id", id)).orElse(reply));
        }
        if (command.equals("QUIT") && scripted.isEmpty()) {
            stop();
            return false;
        }
        return true;
    }

    private static void write(OutputStream out, JsonObject message) throws IOException {
        out.write((message.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void stop() throws IOException {
        Files.deleteIfExists(locations.ipcAuth());
        listener.close();
    }

    @Override
    public void close() throws IOException {
        stop();
        for (Socket socket : open) {
            socket.close();
        }
        threads.close();
    }
}
