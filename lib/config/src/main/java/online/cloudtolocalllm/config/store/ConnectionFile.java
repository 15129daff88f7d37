package online.cloudtolocalllm.config.store;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.ConnectionsReading;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/** {@code connection_config.json} and the connections that count. Not thread-safe; blocks on the disk. */
final class ConnectionFile {

    private final SettingsFile file;
    private final ConnectionDefaults defaults;
    private ConnectionsReading reading;
    private List<ConnectionSettings> inForce;
    /** What is wrong with what the file says. */
    private List<String> said;
    /** What is wrong with the file itself. */
    private List<String> state;
    /** What was wrong with it when the process began; of no interest once somebody has changed it. */
    private List<String> atFirst;

    private Optional<String> obstacle;

    /** Opens the file; there are connections afterwards, whatever is in it. */
    ConnectionFile(SettingsFile file, ConnectionDefaults defaults, Instant now) {
        this.file = file;
        this.defaults = defaults;
        JsonObject standard = standard(defaults);
        SettingsFile.Opened opened = file.open(now, otherwise(standard));
        this.reading = ConnectionsReading.of(opened.json(), defaults);
        this.inForce = reading.connections();
        this.said = reading.notices(file.name(), List.of());
        this.atFirst = opened.notices();
        this.state = new ArrayList<>();
        this.obstacle = obstacle(file.read());
        settle();
    }

    /** The connections that count. */
    List<ConnectionSettings> inForce() {
        return inForce;
    }

    /** The content that counts, also when the file is gone or damaged at the moment. */
    JsonObject json() {
        return reading.json();
    }

    /** Whether a connection says nothing of its address, so that the default one counts. */
    boolean useTheDefaultAddress() {
        return takeTheDefaultAddress(reading);
    }

    static boolean takeTheDefaultAddress(ConnectionsReading reading) {
        return reading.connections().stream()
                .filter(settings -> settings.kind() != ConnectionKind.CLOUD_PROXY)
                .map(settings -> reading.json().object(settings.id().name()))
                .anyMatch(entry -> Stream.of("api_base_url", "host", "port")
                        .allMatch(key -> entry.get(key).orElse(JsonNull.NULL) == JsonNull.NULL));
    }

    /** What is wrong, one sentence each. */
    List<String> notices() {
        List<String> all = new ArrayList<>(atFirst);
        all.addAll(state);
        all.addAll(said);
        return all;
    }

    /** Why the file cannot be changed now, without a full stop; empty if it can. */
    Optional<String> obstacle() {
        return obstacle;
    }

    /**
     * Reads the file again.
     *
     * @return whether other connections count now
     */
    boolean reload() {
        SettingsFile.Content content = file.read();
        if (obstacle.isPresent() && content instanceof SettingsFile.Content.Read) {
            atFirst = List.of();
        }
        obstacle = obstacle(content);
        state = switch (content) {
            case SettingsFile.Content.Read ignored -> List.of();
            case SettingsFile.Content.Missing ignored ->
                List.of(file.name() + " is gone. The settings that it had stay in force until the daemon ends.");
            case SettingsFile.Content.Malformed(String reason) -> List.of(unusable(reason));
            case SettingsFile.Content.Unreadable(String reason) ->
                atFirst.isEmpty() ? List.of(unusable(reason)) : List.of();
        };
        if (!(content instanceof SettingsFile.Content.Read(JsonObject json))) {
            return false;
        }
        ConnectionsReading next = ConnectionsReading.of(json, defaults);
        if (next.json().toJson().equals(reading.json().toJson())) {
            return false;
        }
        atFirst = List.of();
        return take(next);
    }

    private String unusable(String reason) {
        return file.name() + " cannot be used (" + reason + "). The settings that it had stay in force.";
    }

    private static Optional<String> obstacle(SettingsFile.Content content) {
        return switch (content) {
            case SettingsFile.Content.Malformed(String reason) -> Optional.of(reason);
            case SettingsFile.Content.Unreadable(String reason) -> Optional.of(reason);
            case SettingsFile.Content.Read ignored -> Optional.empty();
            case SettingsFile.Content.Missing ignored -> Optional.empty();
        };
    }

    private boolean take(ConnectionsReading next) {
        List<ConnectionSettings> before = inForce;
        reading = next;
        said = next.notices(file.name(), before);
        inForce = next.inForceAfter(before);
        settle();
        return !inForce.equals(before);
    }

    /** Closes the file to others and keeps a good one. */
    private void settle() {
        List<String> failures = new ArrayList<>(state);
        try {
            file.restrict();
        } catch (IOException e) {
            failures.add(file.name() + " could not be closed to other users (" + FileProblem.describe(e) + ").");
        }
        try {
            if (said.isEmpty() && atFirst.isEmpty() && obstacle.isEmpty()) {
                file.keepAsLastGood(reading.json());
            } else {
                forgetFormerTokens();
            }
        } catch (IOException e) {
            failures.add("The copy " + file.name() + ".bak could not be written (" + FileProblem.describe(e) + ").");
        }
        state = failures;
    }

    /** Whatever else is wrong: with the last good copy a token would come back. */
    private void forgetFormerTokens() throws IOException {
        Optional<JsonObject> copy = file.lastGood();
        if (copy.isPresent()) {
            JsonObject bare = FormerTokens.without(copy.get(), reading);
            if (!bare.equals(copy.get())) {
                file.keepAsLastGood(bare);
            }
        }
    }

    /**
     * Writes new content and lets it count.
     *
     * @return whether other connections count now
     * @throws IOException if it could not be written; nothing has changed then
     */
    boolean write(JsonObject json) throws IOException {
        file.write(json);
        atFirst = List.of();
        state = List.of();
        obstacle = Optional.empty();
        return take(ConnectionsReading.of(json, defaults));
    }

    /** Where there are no connections, these count. */
    static SettingsFile.Otherwise otherwise(JsonObject standard) {
        return new SettingsFile.Otherwise(standard, standard, "the default settings are", true);
    }

    /** The two connections that the product has always had. */
    static JsonObject standard(ConnectionDefaults defaults) {
        JsonObject.Builder local = JsonObject.builder().put("connection_type", "local_ollama");
        if (defaults.localUrl().equals(ConnectionDefaults.OLLAMA_URL)) {
            local.put("host", "localhost").put("port", 11_434);
        }
        return JsonObject.of(
                "local_ollama",
                local.put("api_base_url", defaults.localUrl())
                        .put("enabled", true)
                        .put("timeout", 30)
                        .build(),
                "cloud_proxy",
                JsonObject.builder()
                        .put("connection_type", "cloud_proxy")
                        .put("api_base_url", ConnectionDefaults.CLOUD_URL)
                        .put("auth_token", "")
                        .put("enabled", false)
                        .put("timeout", 30)
                        .build());
    }
}
