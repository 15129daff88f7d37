package online.cloudtolocalllm.daemon.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;

/** An upstream that takes a body in a few portions with a pause before each, and answers at once when it has all of it. */
final class SlowUpload implements AutoCloseable {

    private static final String DONE = "{\"done\":true}";

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger posts = new AtomicInteger();
    private final Duration pause;
    private final int portions;

    SlowUpload(Duration pause, int portions) throws IOException {
        this.pause = pause;
        this.portions = portions;
        listening.setReceiveBufferSize(64 * 1024);
        threads.execute(this::accept);
    }

    JsonObject settings() {
        return JsonObject.of(
                "connection_type", "ollama", "api_base_url", "http://127.0.0.1:" + listening.getLocalPort());
    }

    int posts() {
        return posts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException over) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int b = in.read();
                if (b < 0) {
                    return;
                }
                head.append((char) b);
            }
            if (head.indexOf("POST") == 0) {
                posts.incrementAndGet();
                String lower = head.toString().toLowerCase(Locale.ROOT);
                int at = lower.indexOf("content-length: ") + 16;
                take(in, Integer.parseInt(lower.substring(at, lower.indexOf('\r', at))));
            }
            String body = head.indexOf("POST") == 0 ? DONE : "{\"version\":\"1\",\"models\":[]}";
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException clientLeft) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(InputStream in, int length) throws IOException, InterruptedException {
        int portion = length / portions;
        for (int left = length; left > 0; left -= Math.min(left, portion)) {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            in.skipNBytes(Math.min(left, portion));
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
        threads.shutdownNow();
        try {
            threads.awaitTermination(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
