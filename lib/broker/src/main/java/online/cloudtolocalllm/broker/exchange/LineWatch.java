package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Watches a stream of lines, each a JSON document, or of server-sent events: keeps its last line that says something, and asks
 * {@link LastLine} about it only at the end. In events that is the last line of data; comments, names and numbers of events
 * say nothing.
 */
final class LineWatch implements EndWatch {

    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte LF = '\n';

    private final boolean events;
    private HeldLine last;
    private HeldLine current;

    private LineWatch(boolean events) {
        this.events = events;
        this.last = new HeldLine(events ? DATA.length : 0);
        this.current = new HeldLine(events ? DATA.length : 0);
    }

    /** A watch over {@code application/x-ndjson}. */
    static LineWatch documents() {
        return new LineWatch(false);
    }

    /** A watch over {@code text/event-stream}. */
    static LineWatch events() {
        return new LineWatch(true);
    }

    @Override
    public void watch(ByteBuf piece) {
        int from = piece.readerIndex();
        int end = piece.writerIndex();
        int firstEnd = piece.indexOf(from, end, LF);
        if (firstEnd < 0) {
            current.add(piece, from, end - from);
            return;
        }
        current.add(piece, from, firstEnd - from);
        if (says(current)) {
            swap();
        }
        current.clear();
        int lastEnd = piece.indexOf(end, firstEnd + 1, LF);
        if (lastEnd >= 0) {
            findLast(piece, firstEnd + 1, lastEnd);
        }
        int rest = Math.max(firstEnd, lastEnd) + 1;
        current.add(piece, rest, end - rest);
    }

    /** Of the whole lines in a stretch of bytes, the last one that says something. */
    private void findLast(ByteBuf piece, int from, int to) {
        int end = to;
        while (end >= from) {
            int before = end == from ? -1 : piece.indexOf(end, from, LF);
            int start = before < 0 ? from : before + 1;
            if (says(piece, start, end)) {
                current.add(piece, start, end - start);
                swap();
                current.clear();
                return;
            }
            end = start - 1;
        }
    }

    private void swap() {
        HeldLine free = last;
        last = current;
        current = free;
    }

    private boolean says(HeldLine line) {
        return events ? line.startsWith(DATA) : !line.isBlank();
    }

    private boolean says(ByteBuf piece, int start, int end) {
        if (events) {
            return end - start >= DATA.length && piece.getByte(start) == DATA[0] && startsWithData(piece, start);
        }
        for (int i = start; i < end; i++) {
            if (!HeldLine.isBlank(piece.getByte(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWithData(ByteBuf piece, int start) {
        for (int i = 1; i < DATA.length; i++) {
            if (piece.getByte(start + i) != DATA[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Sight sight() {
        HeldLine line = says(current) ? current : last;
        if (!says(line)) {
            return Sight.UNKNOWN;
        }
        return events ? LastLine.ofEvents(line, DATA.length) : LastLine.ofDocuments(line);
    }
}
