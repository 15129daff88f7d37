package online.cloudtolocalllm.config.store;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.config.daemon.DaemonReading;
import online.cloudtolocalllm.config.daemon.DottedJson;
import online.cloudtolocalllm.config.daemon.KeyNeed;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;

/** {@code daemon_config.json} and the settings that count. The file may be missing. Not thread-safe; blocks on the disk. */
final class DaemonFile {

    /**
     * Rules that cannot be read may have been strict ones: until somebody has put them right, nothing leaves this computer and
     * nobody without a key is served.
     */
    static final SettingsFile.Otherwise OTHERWISE = new SettingsFile.Otherwise(
            JsonObject.EMPTY,
            DottedJson.with(
                    DottedJson.with(
                            JsonObject.EMPTY, DaemonKey.GATEWAY_REQUIRE_KEY, new JsonText(KeyNeed.ALWAYS.word())),
                    DaemonKey.PRIVACY_DEFAULT,
                    new JsonText("local")),
            "because its rules are not known, the strictest (gateway.require_key always, privacy.default local) are",
            false);

    private final SettingsFile file;
    private final Map<String, String> environment;
    private final DaemonConfig running;
    private DaemonReading reading;
    private List<String> state;
    private List<String> atFirst;
    private Optional<String> obstacle = Optional.empty();

    /** Opens the file; there are settings afterwards, whatever is in it. */
    DaemonFile(SettingsFile file, Map<String, String> environment, Instant now) {
        this.file = file;
        this.environment = Map.copyOf(environment);
        SettingsFile.Opened opened = file.open(now, OTHERWISE);
        this.reading = DaemonReading.of(opened.json(), this.environment, DaemonConfig.STANDARD);
        this.running = reading.config();
        this.atFirst = opened.notices();
        this.state = List.of();
        this.obstacle = obstacle(file.read());
        keep();
    }

    /** The settings that the file and the environment say now. Some count only after a restart. */
    DaemonReading reading() {
        return reading;
    }

    /** What is wrong, one or two sentences each. */
    List<String> notices() {
        List<String> all = new ArrayList<>(atFirst);
        all.addAll(state);
        all.addAll(reading.notices(file.name()));
        return all;
    }

    /** That changes wait for a restart, a sentence; empty if none does. */
    Optional<String> waiting() {
        List<String> keys = restartNeeded();
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(file.name() + ": a change of " + String.join(", ", keys)
                        + " counts after \"cloudtolocalllm restart\".");
    }

    /** The keys whose change waits for a restart. */
    List<String> restartNeeded() {
        return DaemonReading.restartNeeded(running, reading.config());
    }

    /** Why the file cannot be changed now, without a full stop; empty if it can. */
    Optional<String> obstacle() {
        return obstacle;
    }

    /**
     * Reads the file again.
     *
     * @return whether other settings count now
     */
    boolean reload() {
        SettingsFile.Content content = file.read();
        if (obstacle.isPresent() && content instanceof SettingsFile.Content.Read) {
            atFirst = List.of();
        }
        obstacle = obstacle(content);
        state = switch (content) {
            case SettingsFile.Content.Read ignored -> List.of();
            case SettingsFile.Content.Missing ignored -> gone();
            case SettingsFile.Content.Malformed(String reason) -> unusable(reason);
            case SettingsFile.Content.Unreadable(String reason) -> unusable(reason);
        };
        return content instanceof SettingsFile.Content.Read(JsonObject json)
                && !json.toJson().equals(reading.json().toJson())
                && take(json);
    }

    /** For a moment it is also while an editor puts another in its place: no reason to open what it had closed. */
    private List<String> gone() {
        return reading.json().fields().isEmpty()
                ? List.of()
                : List.of(file.name() + " is gone. The settings that it had stay in force until the daemon ends.");
    }

    private List<String> unusable(String reason) {
        return atFirst.isEmpty()
                ? List.of(file.name() + " cannot be used (" + reason + "). The settings that it had stay in force.")
                : List.of();
    }

    private static Optional<String> obstacle(SettingsFile.Content content) {
        return switch (content) {
            case SettingsFile.Content.Malformed(String reason) -> Optional.of(reason);
            case SettingsFile.Content.Unreadable(String reason) -> Optional.of(reason);
            case SettingsFile.Content.Read ignored -> Optional.empty();
            case SettingsFile.Content.Missing ignored -> Optional.empty();
        };
    }

    private boolean take(JsonObject json) {
        DaemonConfig before = reading.config();
        atFirst = List.of();
        reading = DaemonReading.of(json, environment, before);
        keep();
        return !reading.config().equals(before);
    }

    private void keep() {
        boolean good = reading.problems().isEmpty() && atFirst.isEmpty() && obstacle.isEmpty();
        if (!good || reading.json().fields().isEmpty()) {
            return;
        }
        try {
            file.keepAsLastGood(reading.json());
        } catch (IOException e) {
            state = List.of("The copy " + file.name() + ".bak could not be written (" + FileProblem.describe(e) + ").");
        }
    }

    /**
     * Writes new content and lets it count.
     *
     * @return whether other settings count now
     * @throws IOException if it could not be written; nothing has changed then
     */
    boolean write(JsonObject json) throws IOException {
        file.write(json);
        state = List.of();
        obstacle = Optional.empty();
        return take(json);
    }
}
