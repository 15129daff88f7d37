package online.cloudtolocalllm.client;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The pieces of an answer for whoever loops over them; has no state of its own, and blocks as the answer does.
 *
 * @param pieces the answer
 */
record PieceIterator<T>(AnswerPieces<T> pieces) implements Iterator<T> {

    @Override
    public boolean hasNext() {
        try {
            return pieces.look();
        } catch (DaemonException e) {
            throw new UncheckedDaemonException(e);
        }
    }

    @Override
    public T next() {
        try {
            return pieces.next().orElseThrow(() -> new NoSuchElementException("the answer is whole"));
        } catch (DaemonException e) {
            throw new UncheckedDaemonException(e);
        }
    }
}
