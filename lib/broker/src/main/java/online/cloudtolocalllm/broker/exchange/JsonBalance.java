package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * Follows JSON as it comes, in pieces of any size, and knows whether what has come so far could be all: every value that was
 * begun is closed. It checks nothing else and keeps nothing. A number is never complete: nothing says that no digit follows.
 */
final class JsonBalance implements ByteProcessor {

    private static final int LONGEST_WORD = 5;

    private final StringBuilder word = new StringBuilder(LONGEST_WORD);
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean closed;

    void watch(ByteBuf bytes) {
        bytes.forEachByte(this);
    }

    void watch(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            process(bytes[i]);
        }
    }

    @Override
    public boolean process(byte value) {
        if (inString) {
            if (escaped) {
                escaped = false;
            } else if (value == '\\') {
                escaped = true;
            } else if (value == '"') {
                inString = false;
                closed = depth == 0;
            }
            return true;
        }
        switch (value) {
            case '"' -> begin(true, 0);
            case '{', '[' -> begin(false, 1);
            case '}', ']' -> {
                depth--;
                closed = depth == 0;
            }
            case ' ', '\t', '\r', '\n', ',', ':' -> {
                // between values
            }
            default -> letter(value);
        }
        return true;
    }

    private void begin(boolean string, int deeper) {
        inString = string;
        depth += deeper;
        closed = false;
        word.setLength(0);
    }

    private void letter(byte value) {
        if (depth == 0 && word.length() <= LONGEST_WORD) {
            word.append((char) value);
            String soFar = word.toString();
            closed = soFar.equals("true") || soFar.equals("false") || soFar.equals("null");
        }
    }

    /** Whether there was a value and the last one is closed. */
    boolean isComplete() {
        return closed;
    }
}
