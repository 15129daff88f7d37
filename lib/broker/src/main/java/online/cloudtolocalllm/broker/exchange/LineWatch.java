package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import online.cloudtolocalllm.broker.exchange.LastLine.Word;

/**
 * Watches a stream of lines, each a JSON document, or of server-sent events: remembers what the last line said that says
 * anything about the end. In events only data counts; their comments, names and numbers, and events that are sent to keep a
 * connection alive, change nothing.
 *
 * <p>Of each piece the last such line is looked for from behind, so that a piece costs the reading of one line as a rule,
 * however many it holds.
 */
final class LineWatch implements EndWatch {

    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

    private final boolean events;
    private final boolean mustSay;
    /** Lines of events end with CR, LF or both; between the two of both is then an empty line, which says nothing. */
    private final ByteProcessor lineEnd;

    private final int prefix;
    private final HeldLine current;
    private final HeldLine whole;
    private Sight known = Sight.UNKNOWN;
    private boolean said;
    private boolean open;

    private LineWatch(boolean events, boolean mustSay) {
        this.events = events;
        this.mustSay = mustSay;
        this.lineEnd = events ? ByteProcessor.FIND_CRLF : ByteProcessor.FIND_LF;
        this.prefix = events ? DATA.length : 0;
        this.current = new HeldLine(prefix);
        this.whole = new HeldLine(prefix);
    }

    /**
     * A watch over {@code application/x-ndjson}, also named {@code application/jsonl}.
     *
     * @param mustSay whether a stream in which nothing is said lacks its end
     */
    static LineWatch documents(boolean mustSay) {
        return new LineWatch(false, mustSay);
    }

    /**
     * A watch over {@code text/event-stream}.
     *
     * @param mustSay whether a stream in which nothing is said lacks its end
     */
    static LineWatch events(boolean mustSay) {
        return new LineWatch(true, mustSay);
    }

    @Override
    public void watch(ByteBuf piece) {
        int from = piece.readerIndex();
        int end = piece.writerIndex();
        int firstEnd = piece.forEachByte(from, end - from, lineEnd);
        if (firstEnd < 0) {
            current.add(piece, from, end - from);
            return;
        }
        current.add(piece, from, firstEnd - from);
        if (says(current)) {
            open = false;
            take(current);
        }
        current.clear();
        int lastEnd = piece.forEachByteDesc(firstEnd, end - firstEnd, lineEnd);
        if (lastEnd > firstEnd) {
            takeFromBehind(piece, firstEnd + 1, lastEnd);
        }
        current.add(piece, lastEnd + 1, end - lastEnd - 1);
    }

    /** Takes from the whole lines in a stretch of bytes what the last one says that says anything about the end. */
    private void takeFromBehind(ByteBuf piece, int from, int to) {
        boolean latest = true;
        boolean decided = false;
        for (int end = to; end >= from && !decided; ) {
            int before = end == from ? -1 : piece.forEachByteDesc(from, end - from, lineEnd);
            int start = before < 0 ? from : before + 1;
            whole.clear();
            if (mayStartData(piece, start, end)) {
                whole.add(piece, start, end - start);
            }
            if (says(whole)) {
                boolean openBefore = open;
                open = false;
                decided = take(whole);
                open = latest ? open : openBefore;
                latest = false;
            }
            end = start - 1;
        }
    }

    private boolean mayStartData(ByteBuf piece, int start, int end) {
        return !events || (end - start > DATA.length && piece.getByte(start) == DATA[0]);
    }

    /** Whether the line says where the stream stands. */
    private boolean take(HeldLine line) {
        said = true;
        switch (read(line)) {
            case END -> known = Sight.END;
            case GOES_ON -> known = Sight.NO_END;
            case OPEN -> {
                // It shows a break only as the last line: JSON may be spread over several lines of data.
                open = true;
                return false;
            }
            case NOTHING -> {
                return false;
            }
        }
        return true;
    }

    private boolean says(HeldLine line) {
        return (!events || line.startsWith(DATA)) && !line.isBlank();
    }

    private Word read(HeldLine line) {
        return events ? LastLine.ofEvents(line, prefix) : LastLine.ofDocuments(line);
    }

    @Override
    public Sight sight() {
        boolean begun = says(current);
        Word last = begun ? read(current) : open ? Word.OPEN : Word.NOTHING;
        return switch (last) {
            case END -> Sight.END;
            case GOES_ON, OPEN -> Sight.NO_END;
            case NOTHING -> mustSay && !said && !begun ? Sight.NO_END : known;
        };
    }
}
