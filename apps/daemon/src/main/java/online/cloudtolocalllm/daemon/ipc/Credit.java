package online.cloudtolocalllm.daemon.ipc;

/**
 * How many bytes of chunks one streamed call may still send. The chunk that uses it up may overdraw it, so that a chunk larger than
 * what is left is not stuck. Not thread-safe.
 */
final class Credit {

    /** What a call begins with. */
    static final long FIRST = 1024 * 1024;

    /** The most that one {@code CREDIT} may give, and that may be open. */
    static final long MOST = 16 * 1024 * 1024;

    private long left;

    /** What a call begins with. */
    Credit() {
        this(FIRST);
    }

    private Credit(long left) {
        this.left = left;
    }

    /** Credit that nobody has to give. */
    static Credit unlimited() {
        return new Credit(Long.MAX_VALUE);
    }

    /** How many of the bytes that were spent have not been given again. */
    long outstanding() {
        return Math.max(0, FIRST - left);
    }

    /** Whether one more chunk may be sent. */
    boolean isOpen() {
        return left > 0;
    }

    /** A chunk of so many bytes was sent. */
    void spend(long bytes) {
        left -= bytes;
    }

    /** The client takes so many more; what goes beyond {@link #MOST} is forgotten. */
    void add(long bytes) {
        left = Math.min(MOST, left + bytes);
    }
}
