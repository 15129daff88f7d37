package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request's body while it may still be needed: kept whole up to a limit so that it can be sent again, let go of piece by
 * piece beyond it. Lives on one event loop.
 */
final class BodyStore {

    /** The largest body that is kept for another attempt. */
    static final long KEEP_BYTES = 32L * 1024 * 1024;

    /** A body up to this size is kept whatever else is held. */
    private static final long SMALL_BYTES = 256 * 1024;

    /** What a piece costs beside its bytes: the objects that hold it. */
    static final int PIECE_BYTES = 256;

    /** Pieces smaller than this are joined, or a body of tiny chunks would cost many times its length. */
    private static final int SMALL_PIECE_BYTES = 4 * 1024;

    private static final int JOINED_BYTES = 64 * 1024;

    private final BodyBudget budget;
    private final Deque<ByteBuf> pieces = new ArrayDeque<>();
    /** The last piece, if it is one that small ones are copied to. */
    private @Nullable ByteBuf joined;

    private long heldBytes;
    private boolean keeping;
    private boolean complete;
    private boolean released;

    /**
     * An empty body.
     *
     * @param keep whether a second attempt may need it
     */
    BodyStore(boolean keep, BodyBudget budget) {
        this.keeping = keep;
        this.budget = budget;
    }

    void add(ByteBuf bytes) {
        if (released || !bytes.isReadable()) {
            bytes.release();
            return;
        }
        int length = bytes.readableBytes();
        if (length >= SMALL_PIECE_BYTES || pieces.isEmpty()) {
            // Most bodies are one piece, and one that is passed on at once is never more.
            joined = null;
            append(bytes);
        } else {
            if (joined == null || joined.maxWritableBytes() < length) {
                ByteBuf next = bytes.alloc().buffer(PIECE_BYTES, JOINED_BYTES);
                append(next);
                joined = next;
            }
            joined.writeBytes(bytes);
            bytes.release();
            hold(length);
        }
    }

    private void append(ByteBuf piece) {
        pieces.add(piece);
        budget.take(PIECE_BYTES);
        hold(piece.readableBytes());
    }

    private void hold(long bytes) {
        heldBytes += bytes;
        budget.take(bytes);
    }

    /** How many buffers hold it. */
    int pieces() {
        return pieces.size();
    }

    void complete() {
        complete = true;
    }

    boolean isComplete() {
        return complete;
    }

    /** Whether the body is larger than what is kept. */
    boolean overflows() {
        return heldBytes > KEEP_BYTES || (cost() > SMALL_BYTES && budget.exceeded());
    }

    /** How long what is held is. */
    long heldBytes() {
        return heldBytes;
    }

    /** What holding it costs. */
    long cost() {
        return heldBytes + (long) pieces.size() * PIECE_BYTES;
    }

    /** Whether all of the body so far can be sent once more. */
    boolean repeatable() {
        return keeping && !released;
    }

    /** Hands every held piece to the taker, which owns what it is given; lets go of them unless they are kept. */
    void sendTo(Consumer<ByteBuf> taker) {
        if (keeping && complete) {
            pieces.forEach(piece -> taker.accept(piece.retainedDuplicate()));
            return;
        }
        keeping = false;
        joined = null;
        while (!pieces.isEmpty()) {
            ByteBuf piece = pieces.poll();
            heldBytes -= piece.readableBytes();
            budget.giveBack(PIECE_BYTES + piece.readableBytes());
            taker.accept(piece);
        }
    }

    /**
     * The whole body with another name of the model in it; the caller must release it. Empty if it is not kept, or is no JSON
     * that names the model.
     */
    Optional<ByteBuf> withModel(String key, String asked, String there) {
        if (!complete || !keeping || pieces.isEmpty()) {
            return Optional.empty();
        }
        ByteBuf whole = Unpooled.wrappedBuffer(
                pieces.stream().map(ByteBuf::retainedDuplicate).toArray(ByteBuf[]::new));
        try {
            return ModelEdit.apply(whole, key, asked, there);
        } finally {
            whole.release();
        }
    }

    void release() {
        released = true;
        keeping = false;
        budget.giveBack(cost());
        heldBytes = 0;
        joined = null;
        while (!pieces.isEmpty()) {
            pieces.poll().release();
        }
    }
}
