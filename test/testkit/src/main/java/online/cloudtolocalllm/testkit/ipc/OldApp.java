package online.cloudtolocalllm.testkit.ipc;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;

/**
 * The original app as its daemon saw it, quirks included: it knows no handshake and gives no ids; it decodes what each read from its
 * socket brings alone and drops all of that when one line of it cannot be read; and it takes the next message whose {@code command}
 * is {@code CONNECTION_STATUS_CHANGED} for the answer to whatever it asked. One thread at a time.
 */
public final class OldApp implements AutoCloseable {

    private static final String ANSWER = "CONNECTION_STATUS_CHANGED";

    private final Socket socket = new Socket();
    private final Thread reader;
    private final BlockingQueue<JsonObject> broadcast = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();
    private final List<String> unreadable = new CopyOnWriteArrayList<>();
    private final CountDownLatch lost = new CountDownLatch(1);

    /** Connects to the port that {@code tray_port} tells. */
    public OldApp(int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 10_000);
        reader = Thread.ofVirtual().name("old app").start(this::listen);
    }

    private void listen() {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                handle(buffer, count);
            }
        } catch (IOException closed) {
            // as when the daemon closes properly
        }
        lost.countDown();
    }

    private void handle(byte[] bytes, int count) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, count))
                    .toString();
            for (String line : text.lines().toList()) {
                if (!line.isBlank()) {
                    JsonObject message = Json.parseObject(line);
                    String command = message.text("command", "");
                    commands.add(command);
                    if (command.equals(ANSWER)) {
                        broadcast.add(message);
                    }
                }
            }
        } catch (IOException e) {
            unreadable.add(String.valueOf(e.getMessage()));
        }
    }

    /** Sends bytes as they are. */
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends a command and does not wait for anything. */
    public void send(JsonObject command) throws IOException {
        write((command.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a command and takes the next message for its answer; an empty one if none comes within the limit. */
    public JsonObject ask(JsonObject command) throws IOException, InterruptedException {
        // Whoever listens now does not hear what came before.
        broadcast.clear();
        send(command);
        JsonObject answer = broadcast.poll(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
        return answer == null ? JsonObject.EMPTY : answer;
    }

    /** What it shows of the connections. */
    public JsonObject connectionStatus() throws IOException, InterruptedException {
        return ask(JsonObject.of("command", "GET_CONNECTION_STATUS")).object("status");
    }

    /**
     * Has a request served; the answer's {@code result}.
     *
     * @throws IllegalStateException with the words of the answer's {@code error}
     */
    public JsonObject proxyRequest(String method, String path, Optional<JsonObject> data)
            throws IOException, InterruptedException {
        JsonObject request = JsonObject.of("command", "PROXY_REQUEST", "method", method)
                .with("path", path)
                .with("data", data.isPresent() ? data.get() : JsonNull.NULL);
        JsonObject answer = ask(request);
        answer.text("error").ifPresent(words -> {
            throw new IllegalStateException(words);
        });
        return answer.object("result");
    }

    /** The next change of a connection that it is told. */
    public Optional<JsonObject> nextNews() throws InterruptedException {
        return Optional.ofNullable(broadcast.poll(Until.LIMIT.toSeconds(), TimeUnit.SECONDS));
    }

    /** The {@code command} of the next message; empty for one that has none, as the reply to {@code PING}. */
    public Optional<String> nextCommand() throws InterruptedException {
        return Optional.ofNullable(commands.poll(Until.LIMIT.toSeconds(), TimeUnit.SECONDS));
    }

    /** What it could not read. */
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /** Whether its connection has ended. */
    public boolean isLost() {
        return lost.getCount() == 0;
    }

    /** Waits for the end of the connection, and says whether it came. */
    public boolean awaitLost() throws InterruptedException {
        return lost.await(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Leaves as the app does when its window is closed. */
    public void dispose() throws IOException {
        send(JsonObject.of("command", "QUIT"));
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            reader.join(Until.LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
