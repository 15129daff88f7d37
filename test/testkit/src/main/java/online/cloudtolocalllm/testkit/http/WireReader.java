package online.cloudtolocalllm.testkit.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the parts of HTTP/1.1 messages off a stream and keeps their bytes. Blocks; not thread-safe. */
public final class WireReader {

    private static final int HEAD_LIMIT = 64 * 1024 * 1024;
    private static final int LINE_LIMIT = 64 * 1024;
    /** The type of the record that a TLS client begins with (RFC 8446, section 5.1). */
    private static final int TLS_HANDSHAKE = 0x16;

    private final InputStream in;
    private ByteArrayOutputStream taken = new ByteArrayOutputStream();

    /** A reader that never reads past what it is asked for, except into its own buffer. */
    public WireReader(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1024);
    }

    /** Every byte handed out since the last call, framing included. */
    public Bytes takenBytes() {
        Bytes bytes = Bytes.of(taken.toByteArray());
        taken = new ByteArrayOutputStream();
        return bytes;
    }

    /**
     * Reads up to and with the first empty line; empty if the stream ends before the first byte.
     *
     * @throws EOFException if the stream ends inside the head; the message quotes what came
     * @throws MalformedMessageException if it begins as TLS does, at once: its end would never come
     * @throws IOException if reading fails or no empty line comes within 64 MiB
     */
    public Optional<Bytes> head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = read();
            if (next < 0) {
                if (head.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("the connection ended inside the head: " + Bytes.of(head.toByteArray()));
            }
            if (next == TLS_HANDSHAKE && head.size() == 0) {
                throw new MalformedMessageException("a TLS handshake instead of HTTP");
            }
            head.write(next);
            if (head.size() > HEAD_LIMIT) {
                throw new MalformedMessageException("the head is longer than " + HEAD_LIMIT + " bytes");
            }
            int wanted = matched % 2 == 0 ? '\r' : '\n';
            matched = next == wanted ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return Optional.of(Bytes.of(head.toByteArray()));
    }

    /**
     * Reads a line that ends with CRLF, and leaves the CRLF out.
     *
     * @throws EOFException if the stream ends first
     * @throws MalformedMessageException if the line is longer than 64 KiB or ends with a bare LF
     * @throws IOException if reading fails
     */
    public String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < LINE_LIMIT) {
            int next = read();
            if (next < 0) {
                throw new EOFException("the connection ended inside a line: \"" + line + "\"");
            }
            if (next == '\n') {
                int last = line.length() - 1;
                if (last < 0 || line.charAt(last) != '\r') {
                    throw new MalformedMessageException("a line without CR: \"" + line + "\"");
                }
                return line.substring(0, last);
            }
            line.append((char) next);
        }
        throw new MalformedMessageException("a line longer than " + LINE_LIMIT + " bytes");
    }

    /**
     * Reads exactly this many bytes.
     *
     * @throws EOFException if the stream ends first
     * @throws IOException if reading fails
     */
    public Bytes exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        taken.writeBytes(bytes);
        if (bytes.length < count) {
            throw new EOFException("the connection ended after " + bytes.length + " of " + count + " bytes");
        }
        return Bytes.of(bytes);
    }

    /**
     * Reads what is there, at least one byte and at most this many; no bytes at the end of the stream.
     *
     * @throws IOException if reading fails
     */
    public Bytes some(int most) throws IOException {
        byte[] buffer = new byte[Math.min(most, 64 * 1024)];
        int count = in.read(buffer);
        if (count <= 0) {
            return Bytes.NONE;
        }
        taken.write(buffer, 0, count);
        return Bytes.of(buffer).slice(0, count);
    }

    private int read() throws IOException {
        int next = in.read();
        if (next >= 0) {
            taken.write(next);
        }
        return next;
    }
}
