package online.cloudtolocalllm.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which link is in use, or why there is none: callers wait here for a link, and its keeper for what it is to do. Thread-safe.
 */
final class CurrentLink {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Announcer announcer = new Announcer(new LinkState.Connecting(1));
    private final KeptCommands kept = new KeptCommands();

    /** The link in use; null while there is none. */
    private @Nullable DaemonLink link;

    /** Why there was no link at the last attempt; null before the first and once there was one. */
    private @Nullable DaemonException lastFailure;

    private boolean stopped;

    /** The daemon said that it stops. */
    private boolean shuttingDown;

    /** This program told it to quit, and was not refused. */
    private boolean quitAsked;

    private boolean hurry;
    private boolean closed;

    Announcer announcer() {
        return announcer;
    }

    KeptCommands kept() {
        return kept;
    }

    /**
     * The link, waited for.
     *
     * @param dead a link that the caller found dead, if any
     * @throws DaemonException without effect, if there is none in time: the kind of the last failure, if there was one
     */
    DaemonLink await(Deadline deadline, @Nullable DaemonLink dead) throws DaemonException {
        lock.lock();
        try {
            while (true) {
                DaemonException failure = lastFailure;
                if (closed) {
                    throw new DaemonException.Closed(Effect.NONE);
                }
                if (link != null && link != dead) {
                    return link;
                }
                if (stopped && failure != null) {
                    throw failure;
                }
                long left = deadline.leftNanos();
                if (left <= 0) {
                    throw failure == null ? deadline.noAnswer(Effect.NONE) : failure;
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DaemonException.Interrupted(Effect.NONE);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a link that lives; false when the time is over, and at once when this is closed. */
    boolean awaitUp(Duration limit) throws InterruptedException {
        Deadline deadline = Deadline.after(limit);
        lock.lockInterruptibly();
        try {
            while (!closed && !isUp() && deadline.leftNanos() > 0) {
                changed.await(deadline.leftNanos(), TimeUnit.NANOSECONDS);
            }
            return isUp();
        } finally {
            lock.unlock();
        }
    }

    private boolean isUp() {
        return link != null && link.ended().isEmpty();
    }

    /** Somebody wants a link now, also when the daemon was told to quit. */
    void hurry() {
        lock.lock();
        try {
            if (link == null || link.ended().isPresent()) {
                hurry = true;
                stopped = false;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more begins; the link in use, which the caller closes. */
    Optional<DaemonLink> close() {
        lock.lock();
        try {
            Optional<DaemonLink> last = Optional.ofNullable(link);
            closed = true;
            link = null;
            announcer.state(new LinkState.Closed());
            changed.signalAll();
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is closed. */
    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** A new state without a link, unless it is closed. */
    void without(LinkState state) {
        lock.lock();
        try {
            switch (state) {
                case LinkState.Waiting(Duration _, int _, DaemonException why) -> lastFailure = why;
                case LinkState.Stopped(DaemonException why) -> {
                    lastFailure = why;
                    stopped = true;
                }
                case LinkState.Connecting _, LinkState.Starting _, LinkState.Connected _, LinkState.Closed _ ->
                    stopped = false;
            }
            announcer.state(state);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A new link is there; it is started, or closed if this is closed. */
    void with(DaemonLink next) {
        lock.lock();
        try {
            if (!closed) {
                link = next;
                lastFailure = null;
                stopped = false;
                shuttingDown = false;
                quitAsked = false;
                hurry = false;
                announcer.state(new LinkState.Connected(next.instance()));
                kept.use(next);
                changed.signalAll();
                next.start();
                return;
            }
        } finally {
            lock.unlock();
        }
        next.close();
    }

    /** What the links tell. */
    LinkListener listener() {
        return new LinkListener() {
            @Override
            public void event(DaemonEvent event) {
                if (event instanceof DaemonEvent.ShuttingDown) {
                    shuttingDown();
                }
                announcer.event(event);
            }

            @Override
            public void ended(LinkEnd end) {
                lock.lock();
                try {
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    private void shuttingDown() {
        lock.lock();
        try {
            shuttingDown = true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether this program told the daemon to quit: then it is not started again when the link ends. */
    void quitAsked(boolean asked) {
        lock.lock();
        try {
            quitAsked = asked;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a link that ended; whether the daemon had been told to quit. */
    boolean forget(DaemonLink ended) {
        lock.lock();
        try {
            if (link == ended) {
                link = null;
            }
            return shuttingDown || quitAsked;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the link ended, this is closed, or the time is over; how the link ended, if it did. */
    Optional<LinkEnd> awaitEnd(DaemonLink of, Duration limit) throws InterruptedException {
        Deadline deadline = Deadline.after(limit);
        lock.lockInterruptibly();
        try {
            while (!closed && of.ended().isEmpty() && deadline.leftNanos() > 0) {
                changed.await(deadline.leftNanos(), TimeUnit.NANOSECONDS);
            }
            return of.ended();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until somebody is in a hurry, this is closed, or the time is over; whether somebody was in a hurry. */
    boolean pause(Duration limit) throws InterruptedException {
        Deadline deadline = Deadline.after(limit);
        lock.lockInterruptibly();
        try {
            while (!closed && !hurry && deadline.leftNanos() > 0) {
                changed.await(deadline.leftNanos(), TimeUnit.NANOSECONDS);
            }
            boolean hurried = hurry;
            hurry = false;
            return hurried;
        } finally {
            lock.unlock();
        }
    }
}
