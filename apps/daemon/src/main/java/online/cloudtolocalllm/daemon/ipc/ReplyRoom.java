package online.cloudtolocalllm.daemon.ipc;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the replies of one client may take together, from the first byte of an answer that is being collected to the last
 * one that the client takes: what one reply needs, and a little more. Thread-safe.
 */
public final class ReplyRoom {

    private final long most;
    private final AtomicLong used = new AtomicLong();

    /** Room for this many bytes. */
    public ReplyRoom(long most) {
        this.most = most;
    }

    /** Takes room for one more reply; nothing yet. */
    public Share share() {
        return new Share();
    }

    /** Counts a reply that is already there, room or not. */
    void add(long bytes) {
        used.addAndGet(bytes);
    }

    /** A counted reply was taken by the client. */
    void free(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Bytes in use. */
    long used() {
        return used.get();
    }

    /** The part of one request. For one thread at a time. */
    public final class Share {

        private long taken;

        private Share() {}

        /** Takes more; false, and nothing is taken, if there is not so much. */
        public boolean take(long bytes) {
            if (used.addAndGet(bytes) > most) {
                used.addAndGet(-bytes);
                return false;
            }
            taken += bytes;
            return true;
        }

        /** What was collected has become a reply of this size, which is counted in its place. */
        void becomes(long bytes) {
            used.addAndGet(bytes - taken);
            taken = 0;
        }
    }
}
