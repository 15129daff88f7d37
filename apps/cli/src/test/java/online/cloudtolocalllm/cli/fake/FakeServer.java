package online.cloudtolocalllm.cli.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import online.cloudtolocalllm.protocol.HostPort;

/** A server that answers each request with the bytes that a test wants, and closes. Thread-safe. */
public final class FakeServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Function<String, String> script;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts.
     *
     * @param script from a whole request to a whole answer; an empty answer closes without one
     */
    public FakeServer(Function<String, String> script) throws IOException {
        this.script = script;
        this.listener = new ServerSocket(0, 16, InetAddress.ofLiteral("127.0.0.1"));
        threads.execute(this::accept);
    }

    /** An NDJSON answer in chunks, one a line, whole. */
    public static String stream(String headers, String... lines) {
        return cutStream(headers, lines) + "0\r\n\r\n";
    }

    /** The same without its end. */
    public static String cutStream(String headers, String... lines) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n" + headers
                + "Transfer-Encoding: chunked\r\n\r\n");
        for (String line : lines) {
            int length = (line + "\n").getBytes(StandardCharsets.UTF_8).length;
            answer.append(Integer.toHexString(length))
                    .append("\r\n")
                    .append(line)
                    .append("\n\r\n");
        }
        return answer.toString();
    }

    /** An answer with a length. */
    public static String plain(int status, String body) {
        return "HTTP/1.1 " + status + " Something\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n" + body;
    }

    /** Where it listens. */
    public HostPort address() {
        return new HostPort("127.0.0.1", listener.getLocalPort());
    }

    /** Every request, head and body. */
    public List<String> received() {
        return received;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                if (listener.isClosed()) {
                    // Whoever closes may have looked at the open ones before.
                    socket.close();
                    return;
                }
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
            String request = request(socket.getInputStream());
            received.add(request);
            socket.getOutputStream().write(script.apply(request).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The command under test has left, which some tests want.
            open.remove(socket);
        } finally {
            open.remove(socket);
        }
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return head.toString(StandardCharsets.UTF_8);
            }
            head.write(b);
        }
        String text = head.toString(StandardCharsets.UTF_8);
        int length = text.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.close();
    }
}
