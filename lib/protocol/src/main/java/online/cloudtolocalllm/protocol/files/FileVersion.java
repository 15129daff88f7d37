package online.cloudtolocalllm.protocol.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * By what another content of a file shows: an edit in place has another time, an editor's rename another file key.
 *
 * @param modified when it was last written
 * @param size in bytes
 * @param key the file itself, where the system tells it
 */
public record FileVersion(FileTime modified, long size, Optional<Object> key) {

    /**
     * The version that is there; empty if there is none. A symbolic link is followed.
     *
     * @throws IOException if that cannot be told
     */
    public static Optional<FileVersion> of(Path path) throws IOException {
        try {
            BasicFileAttributes there = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(
                    new FileVersion(there.lastModifiedTime(), there.size(), Optional.ofNullable(there.fileKey())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
