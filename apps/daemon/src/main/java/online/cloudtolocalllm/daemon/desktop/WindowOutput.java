package online.cloudtolocalllm.daemon.desktop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;

/**
 * What a window prints goes to this file, which only its owner may read.
 *
 * @param file the file
 * @param start its size before the window printed anything
 */
record WindowOutput(Path file, long start) {

    /** What is kept of former runs. */
    static final int KEPT_BYTES = 256 * 1024;

    private static final int LAST_BYTES = 4 * 1024;
    private static final int LAST_LINES = 3;
    private static final int LONGEST = 300;

    /** Where an exception was, which is nothing for people. */
    private static final Pattern TRACE = Pattern.compile("\\s+at .*|\\s+\\.\\.\\. \\d+ more.*");

    /**
     * Makes the file ready for a new run, and cuts it if former runs made it large. Blocks on the disk.
     *
     * @throws IOException if it cannot be written
     */
    static WindowOutput open(Path file) throws IOException {
        OwnerOnlyFiles.openFile(file);
        if (Files.size(file) > KEPT_BYTES) {
            OwnerOnlyFiles.replace(file, tail(file, 0, KEPT_BYTES));
        }
        return new WindowOutput(file, Files.size(file));
    }

    /**
     * The last lines of this run in one line without control characters; empty if there are none. Blocks on the disk.
     *
     * @throws IOException if the file cannot be read
     */
    String lastWords() throws IOException {
        List<String> lines = new String(tail(file, start, LAST_BYTES), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !TRACE.matcher(line).matches())
                .map(String::strip)
                .toList();
        String words = String.join(" ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))
                .replaceAll("\\p{Cntrl}|\\p{Cf}", " ");
        int points = words.codePointCount(0, words.length());
        return points <= LONGEST ? words : "… " + words.substring(words.offsetByCodePoints(0, points - LONGEST));
    }

    private static byte[] tail(Path file, long from, int most) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(Math.min(from, channel.size()), channel.size() - most));
            ByteBuffer bytes = ByteBuffer.allocate(most);
            int count = 0;
            while (count >= 0 && bytes.hasRemaining()) {
                count = channel.read(bytes);
            }
            byte[] read = new byte[bytes.position()];
            bytes.flip().get(read);
            return read;
        }
    }
}
