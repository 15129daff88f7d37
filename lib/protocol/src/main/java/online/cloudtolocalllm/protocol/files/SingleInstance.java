package online.cloudtolocalllm.protocol.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The right to be the only daemon of a home folder: an operating-system lock on a file, which ends with the process however that
 * ends. A file without a lock means nothing. Thread-safe.
 *
 * <p>The lock has two parts. The daemon has both; a program that changes a file of the folder while no daemon runs has the first
 * byte for that moment. So a daemon that starts then can tell a moment from a life, and waits for the one.
 */
public final class SingleInstance implements AutoCloseable {

    /** For what is done within one borrowing: some files are read and written. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Two borrowers at once are two hands of one person. */
    private static final Duration SHORT_PATIENCE = Duration.ofMillis(500);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(5);
    /** What whoever changes files needs. */
    private static final long FILES = 1;

    private final FileChannel channel;

    private SingleInstance(FileChannel channel) {
        this.channel = channel;
    }

    /** What came of asking for the lock. */
    public sealed interface Outcome {

        /**
         * This process is the daemon until it closes the instance.
         *
         * @param instance holds the lock
         */
        record Acquired(SingleInstance instance) implements Outcome {}

        /** A daemon runs already. */
        record HeldByAnother() implements Outcome {}

        /**
         * The lock file cannot be used.
         *
         * @param reason the system's words, with the file's name
         */
        record Unusable(String reason) implements Outcome {}
    }

    /**
     * Asks for the lock. Does not wait for another daemon, but up to ten seconds for a program that {@linkplain #borrow borrows} it.
     * Blocks on the disk.
     *
     * @param file the lock file, made if it is missing, in a folder that exists; it is never deleted, because between a deletion
     *     and a new lock two daemons could both believe that they are alone
     */
    public static Outcome acquire(Path file) {
        return open(
                file,
                channel -> lock(channel, FILES, Long.MAX_VALUE - FILES, Duration.ZERO)
                        && lock(channel, 0, FILES, PATIENCE));
    }

    /**
     * Asks for the right to change files while no daemon runs, to be given back at once. Waits up to half a second while
     * another has the lock: one that does the same or a daemon, it cannot tell them apart. Blocks on the disk.
     *
     * @param file as for {@link #acquire}
     */
    public static Outcome borrow(Path file) {
        return open(file, channel -> lock(channel, 0, FILES, SHORT_PATIENCE));
    }

    /** Takes what it needs of the lock; false if another has it. */
    @FunctionalInterface
    private interface Taking {
        boolean from(FileChannel channel) throws IOException;
    }

    private static Outcome open(Path file, Taking taking) {
        if (Files.isDirectory(file)) {
            return new Outcome.Unusable(file + ": it is a folder");
        }
        try {
            OwnerOnlyFiles.openFile(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            boolean taken = false;
            try {
                taken = taking.from(channel);
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
            return taken ? new Outcome.Acquired(new SingleInstance(channel)) : new Outcome.HeldByAnother();
        } catch (IOException e) {
            return new Outcome.Unusable(FileProblem.describe(e));
        }
    }

    private static boolean lock(FileChannel channel, long from, long size, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (!tryLock(channel, from, size)) {
            if (System.nanoTime() - end >= 0 || !paused()) {
                return false;
            }
        }
        return true;
    }

    private static boolean tryLock(FileChannel channel, long from, long size) throws IOException {
        try {
            return channel.tryLock(from, size, false) != null;
        } catch (OverlappingFileLockException e) {
            // Held by this very process: another one all the same.
            return false;
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(BETWEEN_TRIES);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Gives the lock back. A second call does nothing.
     *
     * @throws IOException if the system reports a failure; the lock is gone all the same
     */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
