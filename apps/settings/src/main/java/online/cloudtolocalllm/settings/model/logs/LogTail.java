package online.cloudtolocalllm.settings.model.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import online.cloudtolocalllm.config.daemon.DaemonConfig.LogLevel;
import online.cloudtolocalllm.protocol.files.FileProblem;
import org.jspecify.annotations.Nullable;

/**
 * The end of a file that grows, and that another takes the place of when it is full: what is in the old one is read to its end
 * first. However large the file is, a look reads a megabyte of it at the most. Not thread-safe: one look at a time; blocks on the disk.
 */
final class LogTail implements AutoCloseable {

    /** The most that one look reads of a file, in bytes: more than all the lines that are kept. */
    static final int MOST_AT_ONCE = 1024 * 1024;

    private static final int LONGEST_BYTES = 4 * LogLine.LONGEST;

    private final Path file;
    private final ByteBuffer piece = ByteBuffer.allocate(64 * 1024);
    /** The beginning of a line whose end is not written yet. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    /** Whether what comes belongs to a line whose beginning was passed over. */
    private boolean passing;

    private Optional<Open> open = Optional.empty();
    private long position;
    private LogLevel level = LogLevel.INFO;

    /**
     * A file that is read.
     *
     * @param identity by which one that took its place is told from it
     */
    private record Open(FileChannel channel, Object identity) {}

    /** The end of this file, which need not be there yet. */
    LogTail(Path file) {
        this.file = file;
    }

    /** What a look brought. */
    sealed interface Look {

        /**
         * Lines.
         *
         * @param anew whether there may be others between them and those of the look before
         * @param lines the oldest first
         */
        record Lines(boolean anew, List<LogLine> lines) implements Look {}

        /** There is no file. */
        record Missing() implements Look {}

        /**
         * The file cannot be read.
         *
         * @param reason the system's words, without a full stop
         */
        record Unreadable(String reason) implements Look {}
    }

    /** What was written since the last look. */
    Look look() {
        try {
            List<LogLine> lines = new ArrayList<>();
            boolean anew = open.isEmpty();
            if (open.isPresent()) {
                anew = readOn(open.get().channel(), lines);
                if (!replaced(open.get())) {
                    return new Look.Lines(anew, lines);
                }
                close();
            }
            Optional<Open> next = open();
            if (next.isEmpty()) {
                // Between two files there is none for a moment.
                return anew && lines.isEmpty() ? new Look.Missing() : new Look.Lines(anew, lines);
            }
            open = next;
            anew |= readOn(next.get().channel(), lines);
            return new Look.Lines(anew, lines);
        } catch (IOException e) {
            return new Look.Unreadable(FileProblem.describe(e));
        }
    }

    private Optional<Open> open() throws IOException {
        while (true) {
            Optional<Object> before = identity();
            if (before.isEmpty()) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(file);
            if (identity().equals(before)) {
                return Optional.of(new Open(channel, before.get()));
            }
            // Another one took its place just now.
            channel.close();
        }
    }

    private Optional<Object> identity() throws IOException {
        try {
            BasicFileAttributes there = Files.readAttributes(file, BasicFileAttributes.class);
            if (!there.isRegularFile()) {
                // A pipe would keep whoever opens it waiting.
                throw new FileSystemException(file.toString(), null, "it is not a file");
            }
            @Nullable Object key = there.fileKey();
            return Optional.of(Objects.requireNonNullElse(key, there.creationTime()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private boolean replaced(Open known) throws IOException {
        Optional<Object> now = identity();
        return now.isPresent() && !now.get().equals(known.identity());
    }

    /** Reads to the end; true if something was passed over. */
    private boolean readOn(FileChannel channel, List<LogLine> lines) throws IOException {
        long size = channel.size();
        boolean jumped = false;
        if (size < position) {
            // Somebody emptied it.
            startAt(0);
            jumped = true;
        }
        if (size - position > MOST_AT_ONCE) {
            startAt(size - MOST_AT_ONCE);
            lines.clear();
            jumped = true;
        }
        while (position < size) {
            piece.clear().limit((int) Math.min(piece.capacity(), size - position));
            int count = channel.read(piece, position);
            if (count <= 0) {
                break;
            }
            position += count;
            take(piece.flip(), lines);
        }
        return jumped;
    }

    private void startAt(long where) {
        position = where;
        begun.reset();
        passing = where > 0;
    }

    private void take(ByteBuffer bytes, List<LogLine> lines) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                if (!passing) {
                    LogLine line = LogLine.read(begun.toString(StandardCharsets.UTF_8), level);
                    level = line.level();
                    lines.add(line);
                }
                passing = false;
                begun.reset();
            } else if (!passing && begun.size() < LONGEST_BYTES) {
                begun.write(next);
            }
        }
    }

    /** Lets go of the file. A later look begins with its end again. */
    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().channel().close();
        }
        open = Optional.empty();
        startAt(0);
    }
}
