package online.cloudtolocalllm.client;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written to the daemon, in order. A thread of its own writes: callers wait with their own time limits, and an
 * interrupted caller does not take the socket with it. Thread-safe.
 */
final class Outbox {

    /** Commands that wait; a caller that comes when it is full waits for room. */
    private static final int MOST = 128;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();
    private boolean closed;

    /**
     * Puts something at the end, and waits for room.
     *
     * @return whether it will be written; false if there was no room in time or the outbox is closed
     */
    boolean put(Outgoing outgoing, Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && waiting.size() >= MOST) {
                long left = deadline.leftNanos();
                if (left <= 0) {
                    return false;
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
            return add(outgoing);
        } finally {
            lock.unlock();
        }
    }

    /** Puts something at the end at once; for what each call, or each key, has at most one of. False if closed. */
    boolean putNow(Outgoing outgoing) {
        lock.lock();
        try {
            return add(outgoing);
        } finally {
            lock.unlock();
        }
    }

    private boolean add(Outgoing outgoing) {
        if (closed) {
            return false;
        }
        waiting.add(outgoing);
        changed.signalAll();
        return true;
    }

    /** Takes something back that is not being written yet. */
    boolean withdraw(Outgoing outgoing) {
        lock.lock();
        try {
            boolean there = waiting.remove(outgoing);
            if (there) {
                changed.signalAll();
            }
            return there;
        } finally {
            lock.unlock();
        }
    }

    /** The next to be written, waited for; empty when the outbox is closed. For the one thread that writes. */
    Optional<Outgoing> take() {
        lock.lock();
        try {
            while (!closed && waiting.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            changed.signalAll();
            Optional<Outgoing> next = Optional.ofNullable(waiting.poll());
            // Here, under the lock: whoever fails to take it back must find it begun.
            next.ifPresent(Outgoing::begin);
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more is written; whoever waits is woken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
