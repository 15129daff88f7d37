package online.cloudtolocalllm.cli.keyboard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/**
 * What was typed before, in a file that only its owner may read: one JSON object a line, oldest first. What begins with a
 * blank is not kept. For one thread; two programs that write at the same moment may lose a line, never the file.
 */
public final class HistoryFile {

    private static final int MOST_ENTRIES = 1_000;
    private static final int LONGEST_ENTRY = 16_384;
    private static final long LARGEST_FILE = 32L * 1_024 * 1_024;
    private static final String TEXT = "text";

    private final Path file;

    /** The history in this file, which need not be there. */
    public HistoryFile(Path file) {
        this.file = file;
    }

    /**
     * The entries, oldest first; lines that are none are passed over.
     *
     * @throws IOException if the file is there and cannot be read
     */
    public List<String> entries() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(file + " is larger than " + LARGEST_FILE + " bytes");
        }
        List<String> entries = new ArrayList<>();
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
            text(line).ifPresent(entries::add);
        }
        return List.copyOf(last(entries));
    }

    private static Optional<String> text(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Json.parseObject(line).text(TEXT);
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    /**
     * Adds an entry, unless it is the same as the last one, begins with a blank, or is too long to be typed again.
     *
     * @return the entries then
     * @throws IOException if the file cannot be written
     */
    public List<String> add(String text) throws IOException {
        List<String> entries = new ArrayList<>(entries());
        boolean again = !entries.isEmpty() && entries.getLast().equals(text);
        if (text.isBlank() || text.startsWith(" ") || text.length() > LONGEST_ENTRY || again) {
            return entries;
        }
        entries.add(text);
        List<String> kept = last(entries);
        StringBuilder content = new StringBuilder();
        kept.forEach(
                entry -> content.append(JsonObject.of(TEXT, entry).toJson()).append('\n'));
        OwnerOnlyFiles.replace(file, content.toString());
        return List.copyOf(kept);
    }

    private static List<String> last(List<String> entries) {
        return entries.subList(Math.max(0, entries.size() - MOST_ENTRIES), entries.size());
    }
}
