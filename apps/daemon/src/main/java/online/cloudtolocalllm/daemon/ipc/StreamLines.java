package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Cuts an answer's bytes into lines, by whatever pieces they arrive. Lines are pulled, and stand in this class's own array until the
 * next call. It holds what was fed and not pulled yet; who feeds has to stop when that is enough. Not thread-safe.
 */
final class StreamLines {

    private static final int SMALLEST = 1024;

    /** One long line must not cost its memory for as long as the answer goes on. */
    private static final int KEPT = 64 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final boolean carriageReturns;
    private byte[] bytes = new byte[SMALLEST];
    private int start;
    private int end;
    private int scanned;
    private int from;
    private int to;
    private boolean afterReturn;
    private boolean first = true;

    /**
     * Nothing yet.
     *
     * @param carriageReturns whether a carriage return ends a line as well, with or without a line feed behind it
     */
    StreamLines(boolean carriageReturns) {
        this.carriageReturns = carriageReturns;
    }

    /** Takes all readable bytes; the buffer stays the caller's. */
    void feed(ByteBuf arrived) {
        int count = arrived.readableBytes();
        if (start == end) {
            start = 0;
            end = 0;
            scanned = 0;
            if (bytes.length > KEPT && count <= KEPT) {
                bytes = new byte[SMALLEST];
            }
        }
        if (end + count > bytes.length) {
            makeRoom(count);
        }
        arrived.readBytes(bytes, end, count);
        end += count;
    }

    private void makeRoom(int count) {
        int held = end - start;
        byte[] target = held + count > bytes.length ? new byte[Math.max(bytes.length * 2, held + count)] : bytes;
        System.arraycopy(bytes, start, target, 0, held);
        bytes = target;
        scanned -= start;
        start = 0;
        end = held;
    }

    /** Goes to the next whole line; false if none has come. */
    boolean next() {
        skip();
        for (int i = scanned; i < end; i++) {
            byte b = bytes[i];
            if (b == '\n' || (carriageReturns && b == '\r')) {
                afterReturn = b == '\r';
                line(i, i + 1);
                return true;
            }
        }
        scanned = end;
        return false;
    }

    /** Goes to what has come of a line without its end; false if there is nothing. */
    boolean rest() {
        skip();
        if (start == end) {
            return false;
        }
        line(end, end);
        return true;
    }

    private void line(int lineEnd, int nextStart) {
        from = start;
        to = lineEnd;
        start = nextStart;
        scanned = nextStart;
        if (first) {
            first = false;
            if (to - from >= BYTE_ORDER_MARK.length
                    && Arrays.equals(bytes, from, from + BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, 3)) {
                from += BYTE_ORDER_MARK.length;
            }
        }
    }

    /** The line feed that belongs to the carriage return before it. */
    private void skip() {
        if (afterReturn && start < end) {
            afterReturn = false;
            if (bytes[start] == '\n') {
                start++;
                scanned = Math.max(scanned, start);
            }
        }
    }

    /** Bytes that were fed and not pulled yet. */
    int waiting() {
        return end - start;
    }

    /** Where the line stands. */
    byte[] bytes() {
        return bytes;
    }

    /** Its first byte's place. */
    int from() {
        return from;
    }

    /** The place behind its last byte, without the line's end. */
    int to() {
        return to;
    }
}
