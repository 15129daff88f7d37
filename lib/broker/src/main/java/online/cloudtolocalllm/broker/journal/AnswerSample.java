package online.cloudtolocalllm.broker.journal;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What is kept of an answer while it passes: its last {@value #TAIL} bytes, where servers tell their counts, and of a stream also the
 * first {@value #HEAD} and the number of its events. For each piece bytes are copied and line ends looked for, and nothing is
 * parsed, except in the first lines of a stream until one with words in it has come. Any pieces of the same bytes give the same
 * sample. Lives on one event loop.
 */
final class AnswerSample {

    static final int TAIL = 4096;
    static final int HEAD = 2048;
    private static final int SMALL = 128;
    private static final byte[] NOTHING = new byte[0];

    /** A key whose text is words of the answer, in any of the APIs, and not empty; or the call of a tool. */
    private static final Pattern WORDS = Pattern.compile(
            "\"(?:content|text|response|thinking|reasoning|reasoning_content|delta|partial_json)\"\\s*+:\\s*+\"[^\"]"
                    + "|\"tool_calls\"\\s*+:\\s*+\\[\\s*+\\{");

    private final Format format;
    private byte[] tail = NOTHING;
    private int tailLength;
    private byte[] head = NOTHING;
    private int headLength;
    private int lineStart;
    private boolean wordsSeen;
    private long passed;
    private long lastLineEnd = -2;
    private byte lastByte;
    private long lines;
    private long blankLines;

    /** How an answer is made up. */
    enum Format {
        /** One document. */
        DOCUMENT,
        /** One JSON object a line. */
        LINES,
        /** Server-sent events, a blank line after each. */
        EVENTS
    }

    AnswerSample(Format format) {
        this.format = format;
    }

    /** Takes a look at a piece without changing it. */
    void add(ByteBuf piece) {
        if (format != Format.DOCUMENT) {
            keepHead(piece);
            countLines(piece);
        }
        keepTail(piece);
        passed += piece.readableBytes();
    }

    private void keepTail(ByteBuf piece) {
        int length = piece.readableBytes();
        if (length >= TAIL) {
            tail = tail.length < TAIL ? new byte[2 * TAIL] : tail;
            piece.getBytes(piece.writerIndex() - TAIL, tail, 0, TAIL);
            tailLength = TAIL;
            return;
        }
        if (tailLength + length > 2 * TAIL) {
            System.arraycopy(tail, tailLength - TAIL, tail, 0, TAIL);
            tailLength = TAIL;
        }
        if (tailLength + length > tail.length) {
            tail = grown(tail, tailLength, Math.min(2 * TAIL, Math.max(SMALL, 2 * (tailLength + length))));
        }
        piece.getBytes(piece.readerIndex(), tail, tailLength, length);
        tailLength += length;
    }

    private void keepHead(ByteBuf piece) {
        int length = Math.min(piece.readableBytes(), HEAD - headLength);
        if (length > 0) {
            head = headLength + length > head.length ? grown(head, headLength, HEAD) : head;
            piece.getBytes(piece.readerIndex(), head, headLength, length);
            headLength += length;
        }
    }

    private static byte[] grown(byte[] bytes, int used, int size) {
        byte[] larger = new byte[size];
        System.arraycopy(bytes, 0, larger, 0, used);
        return larger;
    }

    private void countLines(ByteBuf piece) {
        int from = piece.readerIndex();
        int end = piece.writerIndex();
        if (from == end) {
            return;
        }
        for (int at = piece.indexOf(from, end, (byte) '\n'); at >= 0; at = piece.indexOf(at + 1, end, (byte) '\n')) {
            long here = passed + (at - from);
            byte before = at == from ? lastByte : piece.getByte(at - 1);
            lines++;
            if (here == lastLineEnd + 1 || (here == lastLineEnd + 2 && before == '\r')) {
                blankLines++;
            }
            lastLineEnd = here;
            if (!wordsSeen) {
                lookForWords(here);
            }
        }
        lastByte = piece.getByte(end - 1);
        // What is not seen in this much is not looked for: whatever this stream is, it has begun.
        wordsSeen = wordsSeen || headLength == HEAD;
    }

    private void lookForWords(long lineEnd) {
        if (lineEnd < headLength) {
            String line =
                    new String(head, lineStart, Math.toIntExact(lineEnd) - lineStart, StandardCharsets.ISO_8859_1);
            wordsSeen = WORDS.matcher(line).find();
            lineStart = Math.toIntExact(lineEnd) + 1;
        }
    }

    /** Whether words of a stream have come. */
    boolean wordsSeen() {
        return wordsSeen;
    }

    boolean isStream() {
        return format != Format.DOCUMENT;
    }

    /** How many lines or events of a stream have come, a last one that is not ended left out. */
    long events() {
        return format == Format.EVENTS ? blankLines : lines;
    }

    /** How many of the events of a whole stream say that it is over, rather than a word of it. */
    long closingEvents() {
        return format == Format.EVENTS ? 2 : 1;
    }

    /** The end of the answer, a character for each byte. */
    String tail() {
        int length = Math.min(tailLength, TAIL);
        return new String(tail, tailLength - length, length, StandardCharsets.ISO_8859_1);
    }

    /** The beginning of a stream, a character for each byte; empty for a document. */
    String head() {
        return new String(head, 0, headLength, StandardCharsets.ISO_8859_1);
    }
}
