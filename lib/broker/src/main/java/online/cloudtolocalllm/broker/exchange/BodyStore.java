package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A request's body while it may still be needed: kept whole up to a limit so that it can be sent again, let go of piece by
 * piece beyond it. Lives on one event loop.
 */
final class BodyStore {

    /** The largest body that is kept for another attempt. */
    static final long KEEP_BYTES = 32L * 1024 * 1024;

    /** A body up to this size is kept whatever else is held. */
    private static final long SMALL_BYTES = 256 * 1024;

    private final BodyBudget budget;
    private final Deque<ByteBuf> pieces = new ArrayDeque<>();
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
        pieces.add(bytes);
        heldBytes += bytes.readableBytes();
        budget.take(bytes.readableBytes());
    }

    void complete() {
        complete = true;
    }

    boolean isComplete() {
        return complete;
    }

    /** Whether the body is larger than what is kept. */
    boolean overflows() {
        return heldBytes > KEEP_BYTES || (heldBytes > SMALL_BYTES && budget.exceeded());
    }

    long heldBytes() {
        return heldBytes;
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
        while (!pieces.isEmpty()) {
            ByteBuf piece = pieces.poll();
            heldBytes -= piece.readableBytes();
            budget.giveBack(piece.readableBytes());
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
        budget.giveBack(heldBytes);
        heldBytes = 0;
        while (!pieces.isEmpty()) {
            pieces.poll().release();
        }
    }
}
