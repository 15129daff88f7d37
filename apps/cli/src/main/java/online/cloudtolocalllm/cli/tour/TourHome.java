package online.cloudtolocalllm.cli.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import online.cloudtolocalllm.cli.page.LogTail;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * The temporary folder in which the tour happens.
 *
 * @param folder everything of the tour
 * @param token the token of the pretended cloud
 */
record TourHome(Path folder, String token) {

    /** Variables that would lead the tour's processes to the user's own installation. */
    private static final List<String> NOT_OURS =
            List.of("CLOUDTOLOCALLLM_HOME", "CLOUDTOLOCALLLM_GATEWAY", "OLLAMA_HOST");

    private static final int LOG_LINES = 6;

    static TourHome create() throws IOException {
        TourHome home = new TourHome(Files.createTempDirectory("cloudtolocalllm-tour-"), Handshake.randomText());
        OwnerOnlyFiles.openFolder(home.folder);
        OwnerOnlyFiles.openFolder(home.locations().home());
        OwnerOnlyFiles.replace(home.tokenFile(), home.token + "\n");
        return home;
    }

    Locations locations() {
        return new Locations(folder.resolve("home"));
    }

    Path tokenFile() {
        return folder.resolve("token");
    }

    Path demoLog() {
        return folder.resolve("demo.out");
    }

    /** The user's environment with this folder in place of the user's own. */
    Map<String, String> environment(Map<String, String> user) {
        Map<String, String> environment = new HashMap<>(user);
        NOT_OURS.forEach(environment::remove);
        environment.put(Locations.HOME_VARIABLE, locations().home().toString());
        return environment;
    }

    void writeConnections(HostPort local, HostPort cloud) throws IOException {
        JsonObject localOllama = JsonObject.builder()
                .put("connection_type", "local_ollama")
                .put("host", local.host())
                .put("port", local.port())
                .put("api_base_url", "http://" + local)
                .put("enabled", true)
                .put("timeout", 30)
                .build();
        JsonObject cloudProxy = JsonObject.builder()
                .put("connection_type", "cloud_proxy")
                .put("api_base_url", "http://" + cloud)
                .put("auth_token", token)
                .put("enabled", true)
                .put("timeout", 30)
                .build();
        OwnerOnlyFiles.replace(
                locations().connectionConfig(),
                Json.writeIndented(JsonObject.of("local_ollama", localOllama, "cloud_proxy", cloudProxy)));
    }

    /** The last lines of the logs, for a failure; the folder is gone when the failure is read. */
    List<String> lastWords() {
        return Stream.of(locations().log(), locations().console(), demoLog())
                .flatMap(log -> lastLines(log).stream())
                .toList();
    }

    private static List<String> lastLines(Path log) {
        try {
            return new LogTail(log)
                    .last(LOG_LINES).stream()
                            .map(line -> log.getFileName() + ": " + line)
                            .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Removes the folder; a second call does nothing. */
    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Somebody was faster; what matters is that nothing is left.
            return;
        }
    }
}
