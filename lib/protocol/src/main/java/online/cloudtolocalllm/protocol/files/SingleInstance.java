package online.cloudtolocalllm.protocol.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to be the only daemon of a home folder: an operating-system lock on a file, which ends with the process however that
 * ends. A file without a lock means nothing. Thread-safe.
 */
public final class SingleInstance implements AutoCloseable {

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
     * Asks for the lock without waiting. Blocks on the disk.
     *
     * @param file the lock file, made if it is missing, in a folder that exists; it is never deleted, because between a deletion
     *     and a new lock two daemons could both believe that they are alone
     */
    public static Outcome acquire(Path file) {
        if (Files.isDirectory(file)) {
            return new Outcome.Unusable(file + ": it is a folder");
        }
        try {
            OwnerOnlyFiles.openFile(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            return lock(channel);
        } catch (IOException e) {
            return new Outcome.Unusable(FileProblem.describe(e));
        }
    }

    private static Outcome lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new Outcome.Acquired(new SingleInstance(channel));
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: another daemon all the same.
            channel.close();
            return new Outcome.HeldByAnother();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return new Outcome.HeldByAnother();
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
