package online.cloudtolocalllm.daemon.ipc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The memory for kept answers. Each has some for itself from its beginning, so that one that is being read is never held up by others
 * that nobody reads, and more as long as all together may have it. Thread-safe; nothing is called while the lock is held.
 */
final class KeptRoom {

    private static final long MEBIBYTE = 1024L * 1024;

    private final long own;
    private final long most;
    private final long all;

    /** Whom to call when there is more; guarded by this. */
    private final Map<Share, Runnable> waiting = new LinkedHashMap<>();

    /** What is held, and what is not held and belongs to somebody; guarded by this. */
    private long used;

    /**
     * A room of a size.
     *
     * @param own what each answer may have in any case: more than the credit with which a call begins, and what that is kept with
     * @param most what each answer may have; the line that reaches it may go beyond
     * @param all what all may have together
     */
    KeptRoom(long own, long most, long all) {
        this.own = own;
        this.most = most;
        this.all = all;
    }

    /** 2 MiB for each, and so at most 8 at once; up to 4 MiB each, and 16 MiB together. */
    static KeptRoom standard() {
        return new KeptRoom(2 * MEBIBYTE, 4 * MEBIBYTE, 16 * MEBIBYTE);
    }

    /** A share for one more answer; empty if there is no room for it. */
    synchronized Optional<Share> share() {
        if (used + own > all) {
            return Optional.empty();
        }
        used += own;
        return Optional.of(new Share());
    }

    /** What one answer has of the room. Thread-safe. */
    final class Share {

        // Guarded by the room.

        private long held;
        private boolean left;

        private Share() {}

        /** Whether more may be held. If not, because all together hold too much, the task is run once when that changes. */
        boolean fits(Runnable again) {
            synchronized (KeptRoom.this) {
                if (held < own || (held < most && used < all)) {
                    return true;
                }
                if (held < most && !left) {
                    waiting.put(this, again);
                }
                return false;
            }
        }

        /** So much more is held. */
        void take(long bytes) {
            change(bytes);
        }

        /** So much less is held. */
        void free(long bytes) {
            change(-bytes);
        }

        /** Nothing is held any more, and nothing will be. */
        void leave() {
            List<Runnable> woken;
            synchronized (KeptRoom.this) {
                if (left) {
                    return;
                }
                left = true;
                waiting.remove(this);
                used -= Math.max(own, held);
                woken = woken();
            }
            woken.forEach(Runnable::run);
        }

        private void change(long bytes) {
            List<Runnable> woken;
            synchronized (KeptRoom.this) {
                if (left) {
                    return;
                }
                used -= Math.max(own, held);
                held += bytes;
                used += Math.max(own, held);
                woken = bytes < 0 ? woken() : List.of();
            }
            woken.forEach(Runnable::run);
        }
    }

    private List<Runnable> woken() {
        if (used >= all || waiting.isEmpty()) {
            return List.of();
        }
        List<Runnable> woken = List.copyOf(waiting.values());
        waiting.clear();
        return woken;
    }
}
