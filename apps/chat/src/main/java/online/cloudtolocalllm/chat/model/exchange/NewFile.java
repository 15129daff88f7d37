package online.cloudtolocalllm.chat.model.exchange;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is written piece by piece and stands under its name when it is whole. Blocks on the disk; thread-safe. */
final class NewFile {

    private static final int BUFFER = 1 << 16;

    private NewFile() {}

    @FunctionalInterface
    interface Content {
        void writeTo(Writer target) throws IOException;
    }

    /**
     * Writes it; only its owner may read it.
     *
     * @return how many bytes it has
     * @throws IOException if that failed; what stood under that name is then still there
     */
    static long write(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " has no folder");
        }
        Path temporary = Files.createTempFile(folder, ".conversation", ".tmp");
        try {
            long bytes = fill(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return bytes;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static long fill(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                Writer writer = Channels.newWriter(channel, encoder(), BUFFER)) {
            content.writeTo(writer);
            writer.flush();
            channel.force(true);
            return channel.size();
        }
    }

    /** Half a surrogate pair has no form in UTF-8. */
    private static CharsetEncoder encoder() {
        return StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }
}
