package online.cloudtolocalllm.testkit.ipc;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.Handshake.Side;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon.Manners;

/** A client of a {@link FakeDaemon}, seen from there. Thread-safe, except that one thread reads. */
public final class FakePeer implements Closeable {

    private static final int LONGER_THAN_A_GREETING = 64 * 1024;

    private final Socket socket;
    private final IpcCredentials credentials;
    private final Manners manners;
    private final BufferedReader in;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean letIn;

    FakePeer(Socket socket, IpcCredentials credentials, Manners manners) throws IOException {
        this.socket = socket;
        this.credentials = credentials;
        this.manners = manners;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    boolean isIn() {
        return letIn;
    }

    /** The next line; empty when the client is gone. */
    Optional<JsonObject> read() throws IOException {
        String line = in.readLine();
        return line == null ? Optional.empty() : Optional.of(Json.parseObject(line));
    }

    /** Answers a request: the reply gets its id. */
    public void reply(JsonObject request, JsonObject reply) throws IOException {
        send(request.get("id").map(id -> reply.with("id", id)).orElse(reply));
    }

    /** Sends a piece of the answer to a streamed request. */
    public void piece(JsonObject request, StreamEvent piece) throws IOException {
        send(piece.toJson(request.get("id").orElseThrow()));
    }

    /** Sends an object as it is. */
    public void send(JsonObject message) throws IOException {
        write(message.toJson() + "\n");
    }

    /** Sends text as it is, without a line feed. */
    public void write(String text) throws IOException {
        writing.lock();
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } finally {
            writing.unlock();
        }
    }

    /** Cuts the connection. */
    public void drop() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A scripted reply, with its two words for something else, behind an event that no client knows. */
    public void obey(JsonObject request, JsonObject reply) throws IOException {
        if (reply.has("close")) {
            drop();
        } else if (!reply.has("silent")) {
            send(JsonObject.of("command", "NEWS_OF_ANOTHER_VERSION"));
            reply(request, reply);
        }
    }

    boolean shakeHands(Consumer<JsonObject> seen) throws IOException {
        Optional<JsonObject> hello = read();
        if (hello.isEmpty()) {
            return false;
        }
        seen.accept(hello.get());
        String theirs = hello.get().text("nonce", "");
        String mine = manners == Manners.ECHO ? theirs : Handshake.randomText();
        String secret = manners == Manners.WRONG_PROOF ? Handshake.randomText() : credentials.secret();
        switch (manners) {
            case SILENT -> {
                Optional<JsonObject> more = read();
                more.ifPresent(seen);
                return false;
            }
            case HTTP -> {
                write("HTTP/1.1 400 Bad Request\r\n\r\n");
                return false;
            }
            case CLOSES -> {
                return false;
            }
            case RESETS -> {
                socket.setSoLinger(true, 0);
                return false;
            }
            case ENDLESS -> {
                write("x".repeat(LONGER_THAN_A_GREETING));
                Optional<JsonObject> more = read();
                more.ifPresent(seen);
                return false;
            }
            case GOOD, WRONG_PROOF, ECHO, REFUSES, LEAVES ->
                send(JsonObject.builder()
                        .put("response", "HELLO")
                        .put("v", 1)
                        .put("instance", credentials.instance())
                        .put("nonce", mine)
                        .put("proof", Handshake.proof(secret, Side.SERVER, theirs, mine, credentials.port()))
                        .build());
        }
        Optional<JsonObject> auth = read();
        if (auth.isEmpty()) {
            return false;
        }
        seen.accept(auth.get());
        if (manners == Manners.LEAVES) {
            return false;
        }
        String expected = Handshake.proof(credentials.secret(), Side.CLIENT, theirs, mine, credentials.port());
        boolean ok = manners == Manners.GOOD
                && Handshake.matches(expected, auth.get().text("proof", ""));
        JsonObject reply = JsonObject.of("response", "AUTH", "ok", ok);
        // Before the reply: a client that has it may be told events at once.
        writing.lock();
        try {
            letIn = ok;
            send(ok ? reply : reply.with("error", JsonObject.of("code", "bad_proof", "message", "Wrong proof.")));
        } finally {
            writing.unlock();
        }
        return ok;
    }
}
