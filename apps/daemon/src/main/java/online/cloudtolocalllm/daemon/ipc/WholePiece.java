package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** A body that is one piece; an empty one is none. */
final class WholePiece implements StreamPieces {

    private byte[] body = new byte[1024];
    private int length;
    private boolean tooLarge;
    private boolean ended;

    @Override
    public void feed(ByteBuf arrived) {
        int count = arrived.readableBytes();
        if (tooLarge || length + count > MOST_BYTES) {
            tooLarge = true;
            return;
        }
        if (length + count > body.length) {
            body = Arrays.copyOf(body, Math.min(MOST_BYTES, Math.max(2 * body.length, length + count)));
        }
        arrived.readBytes(body, length, count);
        length += count;
    }

    @Override
    public void ended() {
        ended = true;
    }

    @Override
    public Next next() {
        if (tooLarge) {
            return Next.TOO_LARGE;
        }
        if (!ended || length == 0) {
            return Next.NOTHING;
        }
        ended = false;
        return Next.PIECE;
    }

    @Override
    public byte[] bytes() {
        return body;
    }

    @Override
    public int from() {
        return 0;
    }

    @Override
    public int to() {
        return length;
    }
}
