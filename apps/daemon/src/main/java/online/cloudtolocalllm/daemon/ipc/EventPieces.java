package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A body of server-sent events, by the rules of the HTML standard: comments, numbers and waiting times say nothing, data of several
 * lines is one piece. {@code [DONE]}, by which APIs end such a stream, is none. Unlike in browsers an event at the end counts
 * without its empty line: some servers leave it out.
 */
final class EventPieces implements StreamPieces {

    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
    private static final int SMALLEST = 512;
    private static final int KEPT = 64 * 1024;

    private final StreamLines lines = new StreamLines(true);
    private byte[] data = new byte[SMALLEST];
    private int length;
    private boolean hasData;
    private boolean given;
    private boolean ended;
    private String name = "";

    @Override
    public void feed(ByteBuf arrived) {
        lines.feed(arrived);
    }

    @Override
    public void ended() {
        ended = true;
    }

    @Override
    public Next next() {
        if (given) {
            clear();
        }
        while (lines.next()) {
            if (lines.from() == lines.to()) {
                if (isPiece()) {
                    given = true;
                    return Next.PIECE;
                }
                clear();
            } else if (!field()) {
                return Next.TOO_LARGE;
            }
        }
        if (lines.waiting() > MOST_BYTES) {
            return Next.TOO_LARGE;
        }
        return ended ? last() : Next.NOTHING;
    }

    private Next last() {
        if (lines.rest() && !field()) {
            return Next.TOO_LARGE;
        }
        if (isPiece()) {
            given = true;
            return Next.PIECE;
        }
        return Next.NOTHING;
    }

    private void clear() {
        given = false;
        hasData = false;
        length = 0;
        name = "";
        if (data.length > KEPT) {
            data = new byte[SMALLEST];
        }
    }

    private boolean isPiece() {
        return length > 0 && !(length == DONE.length && Arrays.equals(data, 0, length, DONE, 0, length));
    }

    /** Reads a line that is not empty; false if the data is too large. */
    private boolean field() {
        if (startsWith(DATA)) {
            return add(valueFrom(DATA), lines.to());
        }
        if (startsWith(EVENT)) {
            int from = valueFrom(EVENT);
            name = new String(lines.bytes(), from, lines.to() - from, StandardCharsets.UTF_8);
        }
        return true;
    }

    private boolean startsWith(byte[] field) {
        int behind = lines.from() + field.length;
        return behind <= lines.to()
                && (behind == lines.to() || lines.bytes()[behind] == ':')
                && Arrays.equals(lines.bytes(), lines.from(), behind, field, 0, field.length);
    }

    private int valueFrom(byte[] field) {
        int colon = lines.from() + field.length;
        if (colon == lines.to()) {
            return colon;
        }
        return colon + 1 < lines.to() && lines.bytes()[colon + 1] == ' ' ? colon + 2 : colon + 1;
    }

    private boolean add(int from, int to) {
        int count = to - from + (hasData ? 1 : 0);
        if (length + count > MOST_BYTES) {
            return false;
        }
        if (length + count > data.length) {
            data = Arrays.copyOf(data, Math.max(2 * data.length, length + count));
        }
        if (hasData) {
            data[length++] = '\n';
        }
        System.arraycopy(lines.bytes(), from, data, length, to - from);
        length += to - from;
        hasData = true;
        return true;
    }

    @Override
    public byte[] bytes() {
        return data;
    }

    @Override
    public int from() {
        return 0;
    }

    @Override
    public int to() {
        return length;
    }

    @Override
    public String name() {
        return name;
    }
}
