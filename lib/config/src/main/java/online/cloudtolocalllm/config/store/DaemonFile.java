package online.cloudtolocalllm.config.store;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.daemon.DaemonReading;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** {@code daemon_config.json} and the settings that count. The file may be missing. Not thread-safe; blocks on the disk. */
final class DaemonFile {

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
        SettingsFile.Opened opened = file.open(now, JsonObject.EMPTY, false);
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
        List<String> waiting = restartNeeded();
        if (!waiting.isEmpty()) {
            all.add(file.name() + ": a change of " + String.join(", ", waiting)
                    + " counts after \"cloudtolocalllm restart\".");
        }
        return all;
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
        obstacle = obstacle(content);
        JsonObject json =
                switch (content) {
                    case SettingsFile.Content.Read(JsonObject read) -> read;
                    case SettingsFile.Content.Missing ignored -> JsonObject.EMPTY;
                    case SettingsFile.Content.Malformed ignored -> reading.json();
                    case SettingsFile.Content.Unreadable ignored -> reading.json();
                };
        state = obstacle.isPresent() && atFirst.isEmpty()
                ? List.of(file.name() + " cannot be used (" + obstacle.get()
                        + "). The settings that it had stay in force.")
                : List.of();
        return !json.toJson().equals(reading.json().toJson()) && take(json);
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
