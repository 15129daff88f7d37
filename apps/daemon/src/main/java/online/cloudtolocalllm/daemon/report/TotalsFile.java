package online.cloudtolocalllm.daemon.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** {@code totals.json}. A damaged one is set aside and counting begins anew. Blocks on the disk. */
final class TotalsFile {

    static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path path;

    TotalsFile(Path path) {
        this.path = path;
    }

    /**
     * What was read.
     *
     * @param totals empty if there were none
     * @param notices what the owner should know
     * @param usable whether the file may be written: not if it is there and could not be read
     */
    record Loaded(JsonObject totals, List<String> notices, boolean usable) {

        Loaded {
            notices = List.copyOf(notices);
        }
    }

    /** Reads the file, which may be missing. */
    Loaded load(Instant now) {
        if (Files.notExists(path)) {
            return new Loaded(JsonObject.EMPTY, List.of(), true);
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(path)) {
            content = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            return new Loaded(
                    JsonObject.EMPTY,
                    List.of("The totals cannot be read (" + FileProblem.describe(e)
                            + "); what is counted now is not saved. Make the file readable, or remove it."),
                    false);
        }
        if (content.length > MOST_BYTES) {
            return setAside(now, "it is larger than 4 MiB");
        }
        try {
            return new Loaded(Json.parseObject(content), List.of(), true);
        } catch (MalformedJsonException e) {
            return setAside(now, String.valueOf(e.getMessage()));
        }
    }

    private Loaded setAside(Instant now, String reason) {
        String aside = path.getFileName() + ".corrupt-" + STAMP.format(now);
        String what = path.getFileName() + " is damaged: " + reason + ". ";
        try {
            Files.move(path, path.resolveSibling(aside));
            return new Loaded(
                    JsonObject.EMPTY, List.of(what + "It was kept as " + aside + " and counting begins anew."), true);
        } catch (IOException e) {
            return new Loaded(
                    JsonObject.EMPTY,
                    List.of(what + "It could not be set aside (" + FileProblem.describe(e)
                            + "), and what is counted now is not saved."),
                    false);
        }
    }

    /**
     * Replaces the file's content; after a crash the old or the new is there.
     *
     * @throws IOException if that failed, or if it would be too large to be read; the old content is then still there
     */
    void save(JsonObject totals) throws IOException {
        byte[] content = Json.writeIndented(totals).getBytes(StandardCharsets.UTF_8);
        if (content.length > MOST_BYTES) {
            throw new IOException(path.getFileName() + " would be larger than 4 MiB");
        }
        OwnerOnlyFiles.replace(path, content);
    }
}
