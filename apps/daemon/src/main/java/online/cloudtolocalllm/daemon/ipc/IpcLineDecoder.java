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
    private boolean largeAllowed;

    IpcLineDecoder(IpcLimits limits) {
        this.limits = limits;
    }

    /** What the bytes so far hold. */
    sealed interface Next {

        /** A line. */
        final class Line implements Next {
            private final byte[] bytes;
            private final int length;

            Line(byte[] bytes, int length) {
                this.bytes = bytes;
                this.length = length;
            }

            /** Its bytes without the line feed; not shared with the decoder. Of a large line more may stand behind it. */
            byte[] bytes() {
                return bytes;
            }

            /** How many bytes it has. */
            int length() {
                return length;
            }
        }

        /** A line is above the ordinary length, which it may be, but not yet. */
        record Large() implements Next {}

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

    /** Whether lines above the ordinary length are taken in now. */
    void allowLarge(boolean allowed) {
        largeAllowed = allowed;
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
        if (end - start > most) {
            return new Next.TooLong(most);
        }
        return end - start > limits.lineBytes() && !largeAllowed ? new Next.Large() : new Next.Incomplete();
    }

    private Next line(int lineFeed) {
        scanned = lineFeed;
        int most = mostBytes();
        if (lineFeed - start > most) {
            return new Next.TooLong(most);
        }
        if (lineFeed - start > limits.lineBytes()) {
            return largeAllowed ? given(lineFeed) : new Next.Large();
        }
        byte[] line = Arrays.copyOfRange(bytes, start, lineFeed);
        start = lineFeed + 1;
        scanned = start;
        if (start == end) {
            start = 0;
            end = 0;
            scanned = 0;
        }
        return new Next.Line(line, line.length);
    }

    /** A large line is not copied: it keeps the array, and what came behind it gets another one. */
    private Next given(int lineFeed) {
        byte[] line = bytes;
        int length = lineFeed - start;
        if (start > 0) {
            System.arraycopy(line, start, line, 0, length);
        }
        bytes = Arrays.copyOfRange(line, lineFeed + 1, Math.max(end, lineFeed + 1 + SMALLEST));
        end -= lineFeed + 1;
        start = 0;
        scanned = 0;
        return new Next.Line(line, length);
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
