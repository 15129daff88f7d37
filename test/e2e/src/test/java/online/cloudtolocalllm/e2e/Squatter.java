package online.cloudtolocalllm.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * Somebody who listens on a port where a daemon was, does not know its secret and plays its part as well as it can: it answers the
 * first line as a daemon does and everything after it with what would please a client, and remembers what it was told.
 */
final class Squatter implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Takes a free port. */
    Squatter() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        threads.execute(this::accept);
    }

    /** Where it is. */
    int port() {
        return listener.getLocalPort();
    }

    /** Every line that anybody sent so far. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
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
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                out.write((answer(line) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException left) {
            // It has heard what it has heard.
            heard.removeIf(String::isEmpty);
        }
    }

    private static String answer(String line) {
        if (!line.contains("\"HELLO\"")) {
            return "{\"response\":\"AUTH\",\"ok\":true,\"status\":\"pong\",\"limits\":{\"line\":16777216,\"inflight\":64}}";
        }
        return JsonObject.of("response", "HELLO", "v", 1)
                .with("instance", "squatter")
                .with("nonce", Handshake.randomText())
                .with("proof", Handshake.randomText())
                .toJson();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.close();
    }
}
