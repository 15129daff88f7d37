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
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * JSON objects, one a line, over a socket, with a limit on time and size. For one thread that reads and one that writes;
 * {@link #close()} from any.
 */
final class LineChannel implements AutoCloseable {

    private static final int USUAL_BYTES = 8 * 1024;

    /** What a long line may leave allocated. */
    private static final int KEPT_BYTES = 256 * 1024;

    private final Socket socket;
    private final InputStream in;

    /** Bytes that were read and not yet handed out are {@code buffer[from..to)}. */
    private byte[] buffer = new byte[USUAL_BYTES];

    private int from;
    private int to;

    private int lineBytes;

    LineChannel(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    void send(JsonObject message) throws IOException {
        write((message.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes that are whole lines. */
    void write(byte[] lines) throws IOException {
        socket.getOutputStream().write(lines);
    }

    /** The length of the line that was read last, with its line feed. */
    int lineBytes() {
        return lineBytes;
    }

    /**
     * The next object, however long it takes to come.
     *
     * @param maxBytes the longest line that is read
     * @throws EOFException if the other side closed, also in the middle of a line
     * @throws IOException if the line is too long or not a JSON object
     */
    JsonObject read(int maxBytes) throws IOException {
        return read(Optional.empty(), maxBytes);
    }

    /**
     * The next object within a time limit.
     *
     * @param deadline the end of the time limit
     * @param maxBytes the longest line that is read
     * @throws SocketTimeoutException if the deadline passed
     * @throws EOFException if the other side closed, also in the middle of a line
     * @throws IOException if the line is too long or not a JSON object
     */
    JsonObject read(Deadline deadline, int maxBytes) throws IOException {
        return read(Optional.of(deadline), maxBytes);
    }

    private JsonObject read(Optional<Deadline> deadline, int maxBytes) throws IOException {
        int searched = from;
        while (true) {
            for (int at = searched; at < to; at++) {
                if (buffer[at] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, from, at);
                    lineBytes = at + 1 - from;
                    from = at + 1;
                    shrink();
                    return Json.parseObject(line);
                }
            }
            int length = to - from;
            if (length > maxBytes) {
                throw new IOException("an answer is longer than " + maxBytes + " bytes");
            }
            makeRoom();
            searched = from + length;
            fill(deadline);
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

    /** One long line shall not cost its memory for as long as the link lives. */
    private void shrink() {
        if (buffer.length > KEPT_BYTES && to - from <= USUAL_BYTES) {
            buffer = Arrays.copyOf(Arrays.copyOfRange(buffer, from, to), USUAL_BYTES);
            to -= from;
            from = 0;
        }
    }

    private void fill(Optional<Deadline> deadline) throws IOException {
        long millis = 0;
        if (deadline.isPresent()) {
            millis = Duration.ofNanos(deadline.get().leftNanos()).toMillis();
            if (millis <= 0) {
                throw new SocketTimeoutException("deadline");
            }
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
