package online.cloudtolocalllm.daemon.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** {@code keys.json}: for its owner only, and replaced as a whole. Blocks on the disk. */
final class KeyFile {

    private static final int MOST_BYTES = 1024 * 1024;

    private final Path path;

    KeyFile(Path path) {
        this.path = path;
    }

    /**
     * Reads it; a missing one has no keys.
     *
     * @throws IOException if it cannot be read, or not all of it can be understood; the message says why
     */
    List<KeyEntry> read() throws IOException {
        if (Files.notExists(path)) {
            return List.of();
        }
        OwnerOnlyFiles.openFile(path);
        byte[] content;
        try (InputStream in = Files.newInputStream(path)) {
            content = in.readNBytes(MOST_BYTES + 1);
        }
        if (content.length > MOST_BYTES) {
            throw new IOException("it is larger than 1 MB");
        }
        try {
            return entries(Json.parseObject(content));
        } catch (MalformedJsonException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static List<KeyEntry> entries(JsonObject document) throws IOException {
        List<KeyEntry> entries = new ArrayList<>();
        if (!(document.get("keys").orElse(JsonArray.of(List.of())) instanceof JsonArray(List<JsonValue> items))) {
            throw new IOException("\"keys\" is not a list");
        }
        for (JsonValue item : items) {
            Optional<KeyEntry> entry = item instanceof JsonObject object ? KeyEntry.read(object) : Optional.empty();
            entries.add(
                    entry.orElseThrow(() -> new IOException("key number " + (entries.size() + 1) + " is not valid")));
        }
        return entries;
    }

    /**
     * Writes it; when this returns, it is on the disk.
     *
     * @throws IOException if that failed, or if it would be too large to be read; the old file is then still there
     */
    void write(List<KeyEntry> entries) throws IOException {
        String text = JsonObject.of("keys", entries.stream().map(KeyEntry::kept).toList())
                        .toJson() + "\n";
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        if (content.length > MOST_BYTES) {
            throw new IOException("it would be larger than 1 MB");
        }
        OwnerOnlyFiles.replace(path, content);
    }
}
