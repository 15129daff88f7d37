package online.cloudtolocalllm.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/**
 * The file {@code connection_config.json}. A file that cannot be read is set aside, never overwritten, and the last good
 * one ({@code .bak}) or the defaults are used instead. Blocks on the disk.
 */
public final class ConnectionFile {

    /** The public cloud's address. */
    static final String CLOUD_URL = "https://api.cloudtolocalllm.online";

    private static final long MAX_BYTES = 1024 * 1024;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final Path backup;
    private final TimeSource time;

    /** The file at this place. */
    public ConnectionFile(Path file, TimeSource time) {
        this.file = file;
        this.backup = file.resolveSibling(file.getFileName() + ".bak");
        this.time = time;
    }

    /**
     * Reads the connections; writes the default file if there is none.
     *
     * @throws IOException if the folder cannot be written
     */
    public LoadedConnections load() throws IOException {
        List<String> notices = new ArrayList<>();
        if (!Files.exists(file)) {
            OwnerOnlyFiles.replace(file, Json.writeIndented(defaults()));
        }
        if (Files.isRegularFile(file)) {
            // Written by hand it may be open to others, and it may hold a token.
            OwnerOnlyFiles.openFile(file);
        }
        JsonObject json;
        try {
            json = read(file);
        } catch (IOException e) {
            json = replaceUnreadable(e, notices);
        }
        List<ConnectionSettings> connections = check(json, notices);
        if (notices.isEmpty()) {
            keepAsBackup();
        }
        return new LoadedConnections(connections, notices);
    }

    private static JsonObject read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException("it is a folder");
        }
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException("it is larger than 1 MB");
        }
        return Json.parseObject(Files.readAllBytes(path));
    }

    private void keepAsBackup() throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (!Files.isRegularFile(backup) || Files.mismatch(file, backup) >= 0) {
            OwnerOnlyFiles.replace(backup, content);
        }
    }

    private JsonObject replaceUnreadable(IOException problem, List<String> notices) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".corrupt-" + STAMP.format(time.now()));
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        Optional<JsonObject> lastGood = readBackup();
        JsonObject json = lastGood.orElseGet(ConnectionFile::defaults);
        OwnerOnlyFiles.replace(file, Json.writeIndented(json));
        String reason = problem instanceof MalformedJsonException
                ? problem.getMessage()
                : "unreadable: " + problem.getMessage();
        notices.add(file.getFileName() + " could not be used (" + reason + "). It was kept as " + aside.getFileName()
                + ", and " + (lastGood.isPresent() ? "the last good one" : "the default one") + " is in force.");
        return json;
    }

    private Optional<JsonObject> readBackup() {
        try {
            return Optional.of(read(backup));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<ConnectionSettings> check(JsonObject json, List<String> notices) {
        List<ConnectionSettings> connections = new ArrayList<>();
        for (Map.Entry<String, JsonValue> entry : json.fields().entrySet()) {
            try {
                if (!(entry.getValue() instanceof JsonObject settings)) {
                    throw new InvalidSettingException("must be an object");
                }
                connections.add(ConnectionSettings.read(entry.getKey(), settings));
            } catch (InvalidSettingException e) {
                notices.add(file.getFileName() + ": connection \"" + entry.getKey() + "\" is left out ("
                        + e.getMessage() + ").");
            }
        }
        return connections;
    }

    /** The two connections that the product has always had. */
    static JsonObject defaults() {
        return JsonObject.builder()
                .put(
                        "local_ollama",
                        JsonObject.builder()
                                .put("connection_type", "local_ollama")
                                .put("host", "localhost")
                                .put("port", 11_434)
                                .put("api_base_url", "http://localhost:11434")
                                .put("enabled", true)
                                .put("timeout", 30)
                                .build())
                .put(
                        "cloud_proxy",
                        JsonObject.builder()
                                .put("connection_type", "cloud_proxy")
                                .put("api_base_url", CLOUD_URL)
                                .put("auth_token", "")
                                .put("enabled", false)
                                .put("timeout", 30)
                                .build())
                .build();
    }
}
