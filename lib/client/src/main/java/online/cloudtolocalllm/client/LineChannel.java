package online.cloudtolocalllm.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** JSON objects, one a line, over a socket, with a limit on time and size. For one thread; {@link #close()} from any. */
final class LineChannel implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    /** Bytes that were read and not yet handed out are {@code buffer[from..to)}. */
    private byte[] buffer = new byte[8 * 1024];

    private int from;
    private int to;

    LineChannel(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    void send(JsonObject message) throws IOException {
        socket.getOutputStream().write((message.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The next object.
     *
     * @param deadlineNanos the end of the time limit on {@link System#nanoTime()}
     * @param maxBytes the longest line that is read
     * @throws SocketTimeoutException if the deadline passed
     * @throws EOFException if the other side closed, also in the middle of a line
     * @throws IOException if the line is too long or not a JSON object
     */
    JsonObject read(long deadlineNanos, int maxBytes) throws IOException {
        int searched = from;
        while (true) {
            for (int at = searched; at < to; at++) {
                if (buffer[at] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, from, at);
                    from = at + 1;
                    return Json.parseObject(line);
                }
            }
            int length = to - from;
            if (length > maxBytes) {
                throw new IOException("an answer is longer than " + maxBytes + " bytes");
            }
            makeRoom();
            searched = from + length;
            fill(deadlineNanos);
        }
    }

    private void makeRoom() {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    private void fill(long deadlineNanos) throws IOException {
        long millis = Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
        if (millis <= 0) {
            throw new SocketTimeoutException("deadline");
        }
        socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
        int count = in.read(buffer, to, buffer.length - to);
        if (count < 0) {
            throw new EOFException("it was closed by the other side");
        }
        to += count;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a socket failed", e);
        }
    }
}
