package online.cloudtolocalllm.config.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.FileVersion;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/**
 * One settings file and its last good copy ({@code .bak}). Only content that was read and is no JSON object may be set aside;
 * what could not be read at all stays where it is. Thread-safe; every method blocks on the disk.
 */
public final class SettingsFile {

    /** The largest file that is read. */
    public static final int MOST_BYTES = 1024 * 1024;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int MOST_ASIDE = 100;

    private final Path path;
    private final Path backup;
    /** What was there when the file was read last; of no meaning before that. */
    private volatile Optional<FileVersion> seen = Optional.empty();

    /** The file at this place. */
    public SettingsFile(Path path) {
        this.path = path;
        this.backup = path.resolveSibling(path.getFileName() + ".bak");
    }

    /** What is at the file's place. */
    public sealed interface Content {

        /** Nothing. */
        record Missing() implements Content {}

        /**
         * Settings, which may still be wrong.
         *
         * @param json what they say
         */
        record Read(JsonObject json) implements Content {}

        /**
         * Something that is no JSON object.
         *
         * @param reason where it goes wrong, without quoting it
         */
        record Malformed(String reason) implements Content {}

        /**
         * Something that could not be read.
         *
         * @param reason the system's words or a rule, without a full stop
         */
        record Unreadable(String reason) implements Content {}
    }

    /** The file's name without its folder. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** Where the file is. */
    public Path path() {
        return path;
    }

    /** Reads the file. */
    public Content read() {
        try {
            // First, so that what is written while it is read counts as an edit after it.
            seen = FileVersion.of(path);
        } catch (IOException e) {
            seen = Optional.empty();
        }
        return read(path);
    }

    /** Reads the last good copy. */
    public Optional<JsonObject> lastGood() {
        return read(backup) instanceof Content.Read(JsonObject json) ? Optional.of(json) : Optional.empty();
    }

    private static Content read(Path path) {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            return new Content.Missing();
        }
        if (Files.isDirectory(path)) {
            return new Content.Unreadable("it is a folder");
        }
        if (!Files.isRegularFile(path)) {
            return new Content.Unreadable("it is not a file that can be read");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES
                    ? new Content.Unreadable("it is larger than 1 MB")
                    : new Content.Read(Json.parseObject(bytes));
        } catch (MalformedJsonException e) {
            return new Content.Malformed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Content.Unreadable(FileProblem.describe(e));
        }
    }

    /**
     * What a process begins with.
     *
     * @param json the settings
     * @param notices what happened to the file, if anything did
     */
    record Opened(JsonObject json, List<String> notices) {}

    /**
     * What counts where there are no settings.
     *
     * @param missing without a file
     * @param lost where there is one, but neither it nor its last good copy can be used
     * @param words what {@code lost} is called in a notice, with its verb
     * @param keepMissing whether {@code missing} is written where there is no file; {@code lost} always is, once what was there is
     *     set aside, so that it still counts the next time
     */
    record Otherwise(JsonObject missing, JsonObject lost, String words, boolean keepMissing) {}

    /**
     * Reads the file as a process that begins: whatever is wrong with it, there are settings. Content that is no JSON object is
     * set aside, and the last good one takes its place; what cannot be read is left as it is.
     */
    Opened open(Instant now, Otherwise otherwise) {
        return switch (read()) {
            case Content.Read(JsonObject json) -> new Opened(json, List.of());
            case Content.Missing ignored ->
                new Opened(otherwise.missing(), otherwise.keepMissing() ? written(otherwise.missing()) : List.of());
            case Content.Unreadable(String reason) ->
                new Opened(
                        lastGood().orElse(otherwise.lost()),
                        List.of(name() + " could not be read (" + reason + "). It is left as it is, and "
                                + instead(otherwise) + " in force."));
            case Content.Malformed(String reason) -> {
                JsonObject json = lastGood().orElse(otherwise.lost());
                String instead = instead(otherwise);
                List<String> notices = new ArrayList<>();
                try {
                    String aside = setAside(now);
                    notices.add(name() + " could not be used (" + reason + "). It was kept as " + aside + ", and "
                            + instead + " in force.");
                    notices.addAll(written(json));
                } catch (IOException e) {
                    notices.add(name() + " could not be used (" + reason + "), nor set aside ("
                            + FileProblem.describe(e) + "), and " + instead + " in force.");
                }
                yield new Opened(json, notices);
            }
        };
    }

    String instead(Otherwise otherwise) {
        return lastGood().isPresent() ? "the last good one is" : otherwise.words();
    }

    private List<String> written(JsonObject json) {
        try {
            write(json);
            return List.of();
        } catch (IOException e) {
            return List.of(name() + " could not be written (" + FileProblem.describe(e) + ").");
        }
    }

    /** Closes the file to other users, if it is there and is a file: written by hand it may be open, and may hold a token. */
    public void restrict() throws IOException {
        if (Files.isRegularFile(path)) {
            OwnerOnlyFiles.openFile(path);
        }
    }

    /**
     * Replaces the content that was {@linkplain #read read last}. When the method returns, it is on the disk. What a symbolic link
     * leads to is replaced, not the link.
     *
     * @throws EditedMeanwhileException if somebody else changed the file since; it is left as it is
     * @throws IOException if that failed, or if it would be {@linkplain #fits too large}; the old content is then still there
     */
    public void write(JsonObject json) throws IOException {
        byte[] content = content(json);
        Path target = Files.isSymbolicLink(path) ? path.toRealPath() : path;
        OwnerOnlyFiles.replace(target, content, written -> {
            if (!FileVersion.of(target).equals(seen)) {
                throw new EditedMeanwhileException(name());
            }
            seen = FileVersion.of(written);
        });
    }

    /** Whether the content, once written, could be read again. */
    static boolean fits(JsonObject json) {
        return bytes(json).length <= MOST_BYTES;
    }

    private byte[] content(JsonObject json) throws IOException {
        byte[] content = bytes(json);
        if (content.length > MOST_BYTES) {
            throw new IOException(name() + " would be larger than 1 MB");
        }
        return content;
    }

    private static byte[] bytes(JsonObject json) {
        return Json.writeIndented(json).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Keeps the content as the last good copy, unless that is the same.
     *
     * @throws IOException if that failed, or if it would be too large to be read; the earlier copy is then still there
     */
    public void keepAsLastGood(JsonObject json) throws IOException {
        byte[] content = content(json);
        boolean same = Files.isRegularFile(backup)
                && Files.size(backup) == content.length
                && Arrays.equals(Files.readAllBytes(backup), content);
        if (!same) {
            OwnerOnlyFiles.replace(backup, content);
        }
    }

    /**
     * Moves the file out of the way, under a name of its own, and closes it to other users: it may hold a token.
     *
     * @return that name
     * @throws IOException if that failed; the file is then still there
     */
    public String setAside(Instant now) throws IOException {
        String plain = name() + ".corrupt-" + STAMP.format(now);
        String aside = plain;
        for (int n = 2; n < MOST_ASIDE && Files.exists(path.resolveSibling(aside), LinkOption.NOFOLLOW_LINKS); n++) {
            aside = plain + "-" + n;
        }
        try {
            // Written by hand it may be open to others, and may hold a token.
            restrict();
        } catch (IOException e) {
            // It belongs to somebody else, who may close it; it must go out of the way all the same.
        }
        Files.move(path, path.resolveSibling(aside));
        seen = Optional.empty();
        return aside;
    }
}
