package online.cloudtolocalllm.autostart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;

/** A small text file that other programs change, too. Blocks on the disk. */
final class TextFile {

    private static final int MOST_BYTES = 64 * 1024;

    private final Path file;

    TextFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /**
     * What it says; empty if it is not there.
     *
     * @throws IOException if it cannot be read, is larger than 64 KiB or no text
     */
    Optional<String> read() throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (bytes.length > MOST_BYTES) {
            throw new IOException(file + ": it has more than " + MOST_BYTES + " bytes");
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": it is no text in UTF-8", e);
        }
    }

    /**
     * Replaces it, or makes it and its folder. Where it is a link, as people have who keep their settings elsewhere, the link stays.
     *
     * @throws IOException if that failed; the old content is then still there
     */
    void write(String text) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        OwnerOnlyFiles.replace(Files.exists(file) ? file.toRealPath() : file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Removes it.
     *
     * @throws IOException if it is there and stays
     */
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
