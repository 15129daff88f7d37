package online.cloudtolocalllm.broker.exchange;

/**
 * What gzip puts around its compressed bytes (RFC 1952): a head of ten bytes and up to four optional parts, and a tail of eight
 * bytes. Takes them in pieces of any size.
 */
final class GzipFrame {

    private static final int FIXED = 10;
    private static final int TAIL = 8;
    private static final int EXTRA_FLAG = 4;
    private static final int NAME_FLAG = 8;
    private static final int COMMENT_FLAG = 16;
    private static final int CHECK_FLAG = 2;

    private final boolean framed;
    private int at;
    private int flags;
    private int extraLeft = -1;
    private int extraLow = -1;
    private int checkLeft = 2;
    private long tail;

    /**
     * A frame of which nothing has come.
     *
     * @param framed whether there is one at all
     */
    GzipFrame(boolean framed) {
        this.framed = framed;
    }

    /** Takes what belongs to the head, and returns where the rest begins. */
    int head(byte[] bytes, int from) {
        int i = from;
        while (framed && i < bytes.length && takesInHead(bytes[i])) {
            i++;
        }
        return i;
    }

    private boolean takesInHead(byte value) {
        if (at < FIXED) {
            if (at == 3) {
                flags = value;
            }
            at++;
            return true;
        }
        if ((flags & EXTRA_FLAG) != 0) {
            extra(value);
            return true;
        }
        if ((flags & (NAME_FLAG | COMMENT_FLAG)) != 0) {
            if (value == 0) {
                flags &= (flags & NAME_FLAG) != 0 ? ~NAME_FLAG : ~COMMENT_FLAG;
            }
            return true;
        }
        if ((flags & CHECK_FLAG) != 0) {
            if (--checkLeft == 0) {
                flags &= ~CHECK_FLAG;
            }
            return true;
        }
        return false;
    }

    private void extra(byte value) {
        int unsigned = value & 0xff;
        if (extraLow < 0) {
            extraLow = unsigned;
        } else if (extraLeft < 0) {
            extraLeft = extraLow + (unsigned << 8);
        } else {
            extraLeft--;
        }
        if (extraLeft == 0) {
            flags &= ~EXTRA_FLAG;
        }
    }

    /** So many bytes came behind the compressed ones. */
    void tail(int count) {
        tail += count;
    }

    /** Whether the tail is there and nothing behind it. */
    boolean isWhole() {
        return tail == (framed ? TAIL : 0);
    }
}
