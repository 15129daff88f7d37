package online.cloudtolocalllm.protocol.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files that only their owner may read: folders 0700 and files 0600, whatever the umask. On a file system without POSIX
 * permissions the folder's own protection holds. Thread-safe; every method blocks on the disk.
 */
public final class OwnerOnlyFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private OwnerOnlyFiles() {}

    /**
     * Makes the folder if it is missing and closes it to others if it was open to them.
     *
     * @throws IOException if the folder cannot be made or belongs to somebody else
     */
    public static void openFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(FOLDER));
        }
        restrict(folder, FOLDER);
    }

    /**
     * Makes an empty file if there is none and closes it to others. Of a symbolic link to a file, the file is closed.
     *
     * @throws IOException if the file cannot be made, belongs to somebody else or is no ordinary file
     */
    public static void openFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            create(file);
        }
        restrict(file, FILE);
    }

    /** Another process may make the file at the same moment; that is as good. */
    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(FILE));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw e;
            }
        }
    }

    /**
     * Replaces the file's content so that after a crash or a power cut either the old or the new content is there, whole.
     * When the method returns, the new content is on the disk. A symbolic link gives way to a file of its own; what it led
     * to stays as it was.
     *
     * @throws IOException if that failed; the old content is then still there
     */
    public static void replace(Path file, String content) throws IOException {
        replace(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Replaces the file's content as {@link #replace(Path, String)} does.
     *
     * @throws IOException if that failed; the old content is then still there
     */
    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, content, written -> {});
    }

    /** Looks once more before a file is replaced. */
    @FunctionalInterface
    public interface LastLook {

        /**
         * Everything but the change of names is done.
         *
         * @param written the new content, on the disk under another name; its time and file key stay with it
         * @throws IOException if the file must not be replaced any more
         */
        void before(Path written) throws IOException;
    }

    /**
     * Replaces the file's content as {@link #replace(Path, String)} does.
     *
     * @param look called directly before the old content goes
     * @throws IOException if that failed, or {@code look} did; the old content is then still there
     */
    public static void replace(Path file, byte[] content, LastLook look) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " has no folder");
        }
        String suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path temporary = folder.resolve("." + file.getFileName() + "." + suffix + ".tmp");
        try {
            write(temporary, content);
            look.before(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(temporary, e);
            throw e;
        }
        flushFolder(folder);
    }

    private static void discard(Path temporary, IOException cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static void write(Path temporary, byte[] content) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(temporary, options, attributes(FILE))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            restrict(temporary, FILE);
            channel.force(true);
        }
    }

    /** A rename is durable only when the folder is; Windows cannot open folders and needs no flush. */
    private static void flushFolder(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (POSIX && !Files.getPosixFilePermissions(path).equals(permissions)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }
}
