package online.cloudtolocalllm.client;

import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's answer, by the rules of Reactive Streams. The request is made when the subscriber asks for its first piece; a
 * virtual thread reads and gives all signals but the first. At most one piece is read ahead of what the subscriber asked for, so
 * that the end is told without being asked for. Thread-safe.
 */
final class PieceSubscription<T> implements Flow.Subscription {

    /** Makes the request. */
    @FunctionalInterface
    interface Opening<T> {
        AnswerPieces<T> open() throws DaemonException;
    }

    private final Opening<T> opening;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All below is guarded by the lock.

    /** Null once the last signal was given or the subscriber left: it is not kept from being collected. */
    private Flow.@Nullable Subscriber<? super T> subscriber;

    private @Nullable AnswerPieces<T> pieces;

    /** Who is making the request; null before, and once it is made or failed. */
    private @Nullable Thread opener;

    private @Nullable IllegalArgumentException wrong;
    private long demand;
    private boolean introduced;
    private boolean started;

    PieceSubscription(Opening<T> opening, Flow.Subscriber<? super T> subscriber) {
        this.opening = opening;
        this.subscriber = subscriber;
    }

    /** Gives the first signal. Nothing else is signalled while it runs. */
    void introduce(Flow.Subscriber<? super T> newcomer) {
        boolean done = false;
        try {
            newcomer.onSubscribe(this);
            done = true;
        } finally {
            if (!done) {
                cancel();
            }
        }
        lock.lock();
        try {
            introduced = true;
            startIfWanted();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void request(long more) {
        AnswerPieces<T> toStop = null;
        lock.lock();
        try {
            if (subscriber == null || wrong != null) {
                return;
            }
            if (more <= 0) {
                wrong = new IllegalArgumentException(
                        "A subscriber must ask for at least one piece, and not for " + more + " (rule 3.9).");
                toStop = pieces;
                stopOpening();
            } else {
                demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
            }
            startIfWanted();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (toStop != null) {
            toStop.cancel();
        }
    }

    @Override
    public void cancel() {
        AnswerPieces<T> toStop;
        lock.lock();
        try {
            subscriber = null;
            toStop = pieces;
            stopOpening();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (toStop != null) {
            toStop.cancel();
        }
    }

    /** Whoever waits for the link would send the request later, to nobody's use. */
    private void stopOpening() {
        if (opener != null) {
            opener.interrupt();
        }
    }

    private void startIfWanted() {
        if (introduced && !started && subscriber != null && (demand > 0 || wrong != null)) {
            started = true;
            Thread.ofVirtual().name("client pieces").start(this::run);
        }
    }

    private void run() {
        if (complained()) {
            return;
        }
        if (!opens()) {
            complained();
            return;
        }
        try (AnswerPieces<T> mine = opening.open()) {
            if (!adopt(mine)) {
                complained();
                return;
            }
            for (Optional<T> piece = mine.next(); piece.isPresent(); piece = mine.next()) {
                Flow.Subscriber<? super T> taker = awaitDemand();
                if (taker == null) {
                    complained();
                    return;
                }
                give(taker, piece.get());
            }
            Flow.Subscriber<? super T> listener = leave();
            if (listener != null) {
                listener.onComplete();
            }
        } catch (DaemonException e) {
            opened();
            if (!complained()) {
                fail(e);
            }
        }
    }

    /** An interrupt that came is over with what it was for: a signal to the subscriber is not to notice it. */
    private void opened() {
        lock.lock();
        try {
            opener = null;
            var _ = Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** Tells a subscriber that asked for something impossible, as the last signal; false if it did not, or left. */
    private boolean complained() {
        IllegalArgumentException mistake;
        lock.lock();
        try {
            mistake = wrong;
        } finally {
            lock.unlock();
        }
        if (mistake == null) {
            return false;
        }
        fail(mistake);
        return true;
    }

    /** False if nobody wants an answer any more. */
    private boolean opens() {
        lock.lock();
        try {
            opener = Thread.currentThread();
            return subscriber != null && wrong == null;
        } finally {
            lock.unlock();
        }
    }

    /** False if nobody wants the answer any more. */
    private boolean adopt(AnswerPieces<T> mine) {
        lock.lock();
        try {
            pieces = mine;
            opened();
            return subscriber != null && wrong == null;
        } finally {
            lock.unlock();
        }
    }

    /** Whom to give a piece; null if the subscriber left, or asked for something impossible. */
    private Flow.@Nullable Subscriber<? super T> awaitDemand() {
        lock.lock();
        try {
            while (subscriber != null && wrong == null && demand == 0) {
                changed.awaitUninterruptibly();
            }
            if (subscriber == null || wrong != null) {
                return null;
            }
            if (demand != Long.MAX_VALUE) {
                demand--;
            }
            return subscriber;
        } finally {
            lock.unlock();
        }
    }

    /** A subscriber that throws breaks the rules (2.13): it counts as gone, and the thread's handler hears of it. */
    private void give(Flow.Subscriber<? super T> taker, T piece) {
        boolean taken = false;
        try {
            taker.onNext(piece);
            taken = true;
        } finally {
            if (!taken) {
                cancel();
            }
        }
    }

    private void fail(Throwable failure) {
        Flow.Subscriber<? super T> listener = leave();
        if (listener != null) {
            listener.onError(failure);
        }
    }

    private Flow.@Nullable Subscriber<? super T> leave() {
        lock.lock();
        try {
            Flow.Subscriber<? super T> left = subscriber;
            subscriber = null;
            return left;
        } finally {
            lock.unlock();
        }
    }
}
