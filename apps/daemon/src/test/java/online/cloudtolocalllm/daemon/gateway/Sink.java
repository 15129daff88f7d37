package online.cloudtolocalllm.daemon.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import online.cloudtolocalllm.testkit.Until;

/** An upstream that reads large bodies without keeping them, when it is let, and answers 201 with how many bytes there were. */
final class Sink implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong bodyBytes = new AtomicLong();
    private final AtomicInteger posts = new AtomicInteger();
    private final java.util.concurrent.CountDownLatch let = new java.util.concurrent.CountDownLatch(1);
    private volatile boolean resets;

    Sink() throws IOException {
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** Lets bodies be read from now on. */
    Sink read() {
        let.countDown();
        return this;
    }

    /** Lets bodies be read, and resets the connection in the place of an answer. */
    void readAndReset() {
        resets = true;
        let.countDown();
    }

    long bodyBytes() {
        return bodyBytes.get();
    }

    int posts() {
        return posts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = head(in);
            while (!head.isEmpty()) {
                long length = length(head);
                if (head.startsWith("POST")) {
                    posts.incrementAndGet();
                    let.await();
                    if (head.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked")) {
                        skipChunks(in);
                    } else {
                        skip(in, length);
                    }
                }
                if (resets && head.startsWith("POST")) {
                    socket.setSoLinger(true, 0);
                    return;
                }
                String body =
                        head.startsWith("POST") ? "{\"bytes\":" + length + "}" : "{\"version\":\"1\",\"models\":[]}";
                socket.getOutputStream()
                        .write(("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: "
                                        + body.length() + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.US_ASCII));
                head = head(in);
            }
        } catch (IOException clientLeft) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private void skip(InputStream in, long length) throws IOException {
        byte[] some = new byte[64 * 1024];
        for (long left = length; left > 0; ) {
            int count = in.read(some, 0, (int) Math.min(left, some.length));
            if (count < 0) {
                throw new IOException("cut");
            }
            left -= count;
            bodyBytes.addAndGet(count);
        }
    }

    private void skipChunks(InputStream in) throws IOException {
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            skip(in, size);
            line(in);
        }
        line(in);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("cut");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (b == '\n' && head.indexOf("\r\n\r\n") >= 0) {
                return head.toString();
            }
        }
        return "";
    }

    private static long length(String head) {
        String lower = head.toLowerCase(java.util.Locale.ROOT);
        int at = lower.indexOf("content-length: ");
        return at < 0 ? 0 : Long.parseLong(head.substring(at + 16, head.indexOf('\r', at)));
    }

    @Override
    public void close() throws IOException {
        let.countDown();
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
        try {
            threads.awaitTermination(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
