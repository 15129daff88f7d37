package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Watches a compressed body through its compression: it is at its end when the compression is, and what was compressed is. Only
 * answers that end with their connection are watched, so hardly any are unpacked.
 */
final class Unzipped implements EndWatch {

    private static final int OUT_BYTES = 8 * 1024;

    private final EndWatch inside;
    private final GzipFrame frame;
    private final Inflater inflater;
    private final byte[] out = new byte[OUT_BYTES];
    private boolean broken;
    private boolean closed;

    private Unzipped(EndWatch inside, GzipFrame frame, Inflater inflater) {
        this.inside = inside;
        this.frame = frame;
        this.inflater = inflater;
    }

    /** A watch over {@code Content-Encoding: gzip}. */
    static Unzipped gzip(EndWatch inside) {
        return new Unzipped(inside, new GzipFrame(true), new Inflater(true));
    }

    /** A watch over {@code Content-Encoding: deflate}, which is zlib's format (RFC 9110, section 8.4.1.2). */
    static Unzipped deflate(EndWatch inside) {
        return new Unzipped(inside, new GzipFrame(false), new Inflater(false));
    }

    @Override
    public void watch(ByteBuf piece) {
        if (broken || closed) {
            return;
        }
        byte[] bytes = new byte[piece.readableBytes()];
        piece.getBytes(piece.readerIndex(), bytes);
        int from = frame.head(bytes, 0);
        if (!inflater.finished() && from < bytes.length) {
            inflater.setInput(bytes, from, bytes.length - from);
            inflate();
            from = bytes.length - inflater.getRemaining();
        }
        if (inflater.finished()) {
            frame.tail(bytes.length - from);
        }
    }

    private void inflate() {
        try {
            int count = inflater.inflate(out);
            while (count > 0) {
                inside.watch(Unpooled.wrappedBuffer(out, 0, count));
                count = inflater.inflate(out);
            }
            broken = inflater.needsDictionary();
        } catch (DataFormatException e) {
            broken = true;
        }
    }

    @Override
    public Sight sight() {
        if (broken || closed || !inflater.finished() || !frame.isWhole()) {
            return Sight.NO_END;
        }
        return inside.sight();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            inflater.end();
        }
    }
}
