package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection's bytes into lines, by whatever pieces they arrive. Lines are pulled, so that a caller can stop in the middle
 * of what has arrived. The connection's first byte, after at most one CRLF, must be an opening brace: a web page can make a
 * browser send an HTTP request with JSON lines in its body to this port, and whoever skips the HTTP lines would carry them out.
 *
 * <p>Memory is bounded: it grows to the longest line that is allowed now, plus what one read from the socket brought. A long line is
 * allowed only if {@code "PROXY_REQUEST"} stands within the length of an ordinary one, so an unknown command cannot claim room.
 * Not thread-safe.
 */
final class IpcLineDecoder {

    private static final byte[] LONG_COMMAND = "\"PROXY_REQUEST\"".getBytes(StandardCharsets.US_ASCII);
    private static final int SMALLEST = 512;

    private final IpcLimits limits;
    private byte[] bytes = new byte[SMALLEST];
    private int start;
    private int end;
    private int scanned;
    private boolean first = true;
    private boolean trusted;

    IpcLineDecoder(IpcLimits limits) {
        this.limits = limits;
    }

    /** What the bytes so far hold. */
    sealed interface Next {

        /** A line. */
        final class Line implements Next {
            private final byte[] bytes;

            Line(byte[] bytes) {
                this.bytes = bytes;
            }

            /** Its bytes without the line feed; not shared with the decoder. */
            byte[] bytes() {
                return bytes;
            }
        }

        /** The bytes end within a line, or there are none. */
        record Incomplete() implements Next {}

        /** The peer does not speak this protocol; nothing after this is read. */
        record Foreign() implements Next {}

        /**
         * A line is longer than it may be; nothing after this is read.
         *
         * @param most the most bytes that it may have
         */
        record TooLong(int most) implements Next {}
    }

    /** From now on the limits of an authenticated peer hold. */
    void trust() {
        trusted = true;
    }

    /** Takes all readable bytes; the buffer stays the caller's. */
    void feed(ByteBuf arrived) {
        int count = arrived.readableBytes();
        if (end + count > bytes.length) {
            makeRoom(count);
        }
        arrived.readBytes(bytes, end, count);
        end += count;
    }

    /** The next line, removed from what has arrived. */
    Next next() {
        if (first) {
            Next refusal = begin();
            if (refusal != null) {
                return refusal;
            }
        }
        for (int i = scanned; i < end; i++) {
            if (bytes[i] == '\n') {
                return line(i);
            }
        }
        scanned = end;
        int most = mostBytes();
        return end - start > most ? new Next.TooLong(most) : new Next.Incomplete();
    }

    private Next line(int lineFeed) {
        scanned = lineFeed;
        int most = mostBytes();
        if (lineFeed - start > most) {
            return new Next.TooLong(most);
        }
        byte[] line = Arrays.copyOfRange(bytes, start, lineFeed);
        start = lineFeed + 1;
        scanned = start;
        if (start == end) {
            start = 0;
            end = 0;
            scanned = 0;
            // One long line must not cost its memory for as long as the connection lives.
            bytes = bytes.length > limits.lineBytes() ? new byte[SMALLEST] : bytes;
        }
        return new Next.Line(line);
    }

    /** Null when a line may begin. */
    private @Nullable Next begin() {
        int at = start;
        if (at < end && bytes[at] == '\r') {
            at++;
            if (at < end && bytes[at] != '\n') {
                return new Next.Foreign();
            }
            at++;
        }
        if (at >= end) {
            return new Next.Incomplete();
        }
        if (bytes[at] != '{') {
            return new Next.Foreign();
        }
        start = at;
        scanned = at;
        first = false;
        return null;
    }

    private int mostBytes() {
        if (!trusted) {
            return limits.firstLineBytes();
        }
        if (end - start <= limits.lineBytes()) {
            return limits.lineBytes();
        }
        return namesLongCommand() ? limits.proxyLineBytes() : limits.lineBytes();
    }

    private boolean namesLongCommand() {
        int last = start + limits.lineBytes() - LONG_COMMAND.length;
        for (int i = start; i <= last; i++) {
            if (bytes[i] == '"'
                    && Arrays.equals(bytes, i, i + LONG_COMMAND.length, LONG_COMMAND, 0, LONG_COMMAND.length)) {
                return true;
            }
        }
        return false;
    }

    private void makeRoom(int count) {
        int held = end - start;
        byte[] target = bytes;
        if (held + count > bytes.length) {
            // Doubling, but not far beyond the longest line.
            int doubled = Math.min(bytes.length * 2, limits.proxyLineBytes() + limits.lineBytes());
            target = new byte[Math.max(doubled, held + count)];
        }
        System.arraycopy(bytes, start, target, 0, held);
        bytes = target;
        scanned -= start;
        start = 0;
        end = held;
    }
}
