package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of one line of a stream, up to {@value #HEAD_BYTES} bytes, and whether the JSON in it is closed. Used again for
 * line after line, so that keeping one costs the copying of its bytes. {@link LineWatch} reads one or two of each piece as a
 * rule, which costs more.
 */
final class HeldLine {

    private static final int HEAD_BYTES = 8 * 1024;

    private final int prefix;
    private byte[] head = new byte[256];
    private int length;
    private @Nullable JsonBalance longer;

    /**
     * An empty line.
     *
     * @param prefix bytes in front of the JSON
     */
    HeldLine(int prefix) {
        this.prefix = prefix;
    }

    void clear() {
        length = 0;
        longer = null;
    }

    void add(ByteBuf from, int index, int count) {
        int fits = Math.min(count, HEAD_BYTES - length);
        if (length + fits > head.length) {
            head = Arrays.copyOf(head, Math.clamp(Math.max(2L * head.length, length + fits), 0, HEAD_BYTES));
        }
        from.getBytes(index, head, length, fits);
        length += fits;
        if (count > fits) {
            if (longer == null) {
                longer = new JsonBalance();
                longer.watch(head, prefix, length);
            }
            from.forEachByte(index + fits, count - fits, longer);
        }
    }

    byte[] head() {
        return head;
    }

    int length() {
        return length;
    }

    /** Whether there is nothing behind the prefix. */
    boolean isBlank() {
        for (int i = prefix; i < length; i++) {
            if (!isBlank(head[i])) {
                return false;
            }
        }
        return true;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    boolean startsWith(byte[] start) {
        return length >= start.length && Arrays.equals(head, 0, start.length, start, 0, start.length);
    }

    /** Whether the JSON behind the prefix is closed. */
    boolean isClosed() {
        if (longer != null) {
            return longer.isComplete();
        }
        JsonBalance balance = new JsonBalance();
        balance.watch(head, Math.min(prefix, length), length);
        return balance.isComplete();
    }
}
