package online.cloudtolocalllm.daemon.ipc;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How much memory the replies of one client may take together, from the first byte of an answer that is being collected to the last
 * one that the client takes: what one reply needs, and a little more. It may be a part of the room of all clients. Thread-safe.
 */
public final class ReplyRoom {

    /** Several copies of a larger answer exist for a moment while it becomes a reply. */
    private static final long LARGE = 256 * 1024;

    private final long most;
    private final Optional<ReplyRoom> all;
    private final Semaphore turn;
    private final AtomicLong used = new AtomicLong();
    /** Guarded by this. */
    private boolean left;

    /** Room for this many bytes. */
    public ReplyRoom(long most) {
        this.most = most;
        this.all = Optional.empty();
        this.turn = new Semaphore(1, true);
    }

    /** Room for this many bytes, which are counted in the room of all clients as well. */
    public ReplyRoom(long most, ReplyRoom all) {
        this.most = most;
        this.all = Optional.of(all);
        this.turn = all.turn;
    }

    /** Takes room for one more reply; nothing yet. */
    public Share share() {
        return new Share();
    }

    /** Counts a reply that is already there, room or not. */
    synchronized void add(long bytes) {
        used.addAndGet(bytes);
        if (!left) {
            all.ifPresent(room -> room.used.addAndGet(bytes));
        }
    }

    /** A counted reply was taken by the client. */
    void free(long bytes) {
        add(-bytes);
    }

    /** The client is gone, with everything that waited for it: nothing of it is counted among all any more. */
    synchronized void leave() {
        if (!left) {
            all.ifPresent(room -> room.used.addAndGet(-used.get()));
            left = true;
        }
    }

    /** Bytes in use. */
    long used() {
        return used.get();
    }

    private synchronized Taking take(long bytes) {
        if (used.get() + bytes > most) {
            return Taking.CLIENT_IS_FULL;
        }
        if (!left && all.isPresent() && !all.get().takes(bytes)) {
            return Taking.ALL_ARE_FULL;
        }
        used.addAndGet(bytes);
        return Taking.TAKEN;
    }

    private boolean takes(long bytes) {
        if (used.addAndGet(bytes) > most) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** What came of asking for room. */
    public enum Taking {
        /** There is room. */
        TAKEN,
        /** The client has too much already; nothing is taken. */
        CLIENT_IS_FULL,
        /** All clients together have too much; nothing is taken. */
        ALL_ARE_FULL
    }

    /** The part of one request. For one thread at a time. */
    public final class Share {

        private long taken;

        private Share() {}

        /** Takes more, if there is so much. */
        public Taking take(long bytes) {
            Taking taking = ReplyRoom.this.take(bytes);
            if (taking == Taking.TAKEN) {
                taken += bytes;
            }
            return taking;
        }

        /** Makes something of what was collected. Large answers come one after the other; blocks, so not for an event loop. */
        public <T> T converting(Supplier<T> conversion) {
            if (taken <= LARGE) {
                return conversion.get();
            }
            turn.acquireUninterruptibly();
            try {
                return conversion.get();
            } finally {
                turn.release();
            }
        }

        /** What was collected has become a reply of this size, which is counted in its place. */
        void becomes(long bytes) {
            add(bytes - taken);
            taken = 0;
        }
    }
}
