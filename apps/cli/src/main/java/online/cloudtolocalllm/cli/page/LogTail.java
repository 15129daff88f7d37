package online.cloudtolocalllm.cli.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The end of a text file that another process writes and replaces. For one thread. */
public final class LogTail {

    private static final int BLOCK = 64 * 1024;

    /** Longer logs than this are rotated; more lines than fit in it are not shown. */
    private static final int MOST = 10 * 1024 * 1024;

    private final Path file;
    private @Nullable Object key;
    private long position;

    /** The end of this file. */
    public LogTail(Path file) {
        this.file = file;
    }

    /**
     * The last lines, and remembers where they end.
     *
     * @param count at most how many
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if it cannot be read
     */
    public List<String> last(int count) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            key = key();
            long end = channel.size();
            long from = end;
            byte[] bytes = new byte[0];
            while (from > 0 && end - from < MOST && lineFeeds(bytes) <= count) {
                from = Math.max(0, from - Math.max(BLOCK, bytes.length));
                bytes = read(channel, from, (int) (end - from));
            }
            position = from + bytes.length;
            List<String> lines = text(bytes).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        }
    }

    /**
     * What was written since the last call, empty if nothing; from its beginning if the file was replaced or emptied.
     *
     * @throws IOException if it cannot be read
     */
    public String more() throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            Object now = key();
            if (!Objects.equals(now, key) || channel.size() < position) {
                key = now;
                position = 0;
            }
            byte[] bytes = read(channel, position, (int) Math.min(channel.size() - position, MOST));
            int whole = bytes.length;
            while (whole > 0 && bytes[whole - 1] != '\n') {
                whole--;
            }
            position += whole;
            return new String(bytes, 0, whole, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private @Nullable Object key() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static byte[] read(SeekableByteChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(from);
        int count = 0;
        while (count >= 0 && buffer.hasRemaining()) {
            count = channel.read(buffer);
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private static int lineFeeds(byte[] bytes) {
        int count = 0;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
