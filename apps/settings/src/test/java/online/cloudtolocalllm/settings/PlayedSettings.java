package online.cloudtolocalllm.settings;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.InvalidSetting;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.daemon.DaemonReading;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.config.store.ConfigEdit;
import online.cloudtolocalllm.config.store.ShownSettings;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakePeer;

/** A played daemon that has settings: GET_CONFIG and SET_CONFIG by the real rules, in memory; other commands as a test says. Thread-safe. */
public final class PlayedSettings implements AutoCloseable {

    private final Locations locations;
    private final Map<String, Function<JsonObject, JsonObject>> answers = new ConcurrentHashMap<>();
    private final FakeDaemon daemon;
    private JsonObject connections;
    private JsonObject file;
    /** By which the played daemon runs. */
    private DaemonConfig running;

    private Optional<DaemonStatus> status = Optional.empty();

    /** One with these files. */
    public PlayedSettings(Locations locations, JsonObject connections, JsonObject daemonFile) throws IOException {
        this.locations = locations;
        this.connections = connections;
        this.file = daemonFile;
        this.running = config(daemonFile);
        this.daemon = FakeDaemon.scripted(locations, this::script);
    }

    private boolean script(JsonObject request, FakePeer client) throws IOException {
        String command = request.text("command", "");
        Function<JsonObject, JsonObject> said = answers.get(command);
        if (said != null) {
            client.obey(request, said.apply(request));
            return true;
        }
        switch (command) {
            case "GET_CONFIG" -> client.reply(request, shown());
            case "SET_CONFIG" -> client.reply(request, change(request));
            case "SUBSCRIBE" -> {
                client.reply(request, JsonObject.of("ok", true));
                synchronized (this) {
                    if (status.isPresent()) {
                        client.send(new DaemonEvent.Status(status.get()).toJson());
                    }
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private synchronized JsonObject shown() {
        return ShownSettings.all(locations, connections, file, List.of(), Map.of(), restartNeeded());
    }

    private static DaemonConfig config(JsonObject daemonFile) {
        return DaemonReading.of(daemonFile, Map.of(), DaemonConfig.STANDARD).config();
    }

    private List<String> restartNeeded() {
        return DaemonReading.restartNeeded(running, config(file));
    }

    /** It runs by what is set now. */
    public synchronized void restarted() {
        running = config(file);
    }

    private synchronized JsonObject change(JsonObject request) {
        try {
            return switch (ConfigEdit.apply(
                    connections, file, ConfigChange.readAll(request), ConnectionDefaults.STANDARD)) {
                case ConfigEdit.Outcome.Refused(InvalidSetting why) ->
                    JsonObject.of("error", "Nothing was changed: " + why.text() + ".")
                            .with("code", why.isOvertaken() ? "changed_meanwhile" : "invalid_setting");
                case ConfigEdit.Outcome.Edited edited -> {
                    connections = edited.connections();
                    file = edited.daemon();
                    yield JsonObject.of("ok", true).with("restart_needed", restartNeeded());
                }
            };
        } catch (InvalidSettingException e) {
            return JsonObject.of("error", String.valueOf(e.getMessage()), "code", "bad_request");
        }
    }

    /** Answers a command from now on; a reply with the field {@code silent} is not sent. */
    public PlayedSettings on(String command, Function<JsonObject, JsonObject> answer) {
        answers.put(command, answer);
        return this;
    }

    /** Somebody edits the files. */
    public synchronized void edit(JsonObject nowConnections, JsonObject nowDaemon) {
        connections = nowConnections;
        file = nowDaemon;
    }

    /** {@code connection_config.json} now. */
    public synchronized JsonObject connections() {
        return connections;
    }

    /** {@code daemon_config.json} now. */
    public synchronized JsonObject file() {
        return file;
    }

    /** Tells this state, now and to everybody who comes. */
    public void tell(DaemonStatus now) throws IOException {
        synchronized (this) {
            status = Optional.of(now);
        }
        daemon.tell(new DaemonEvent.Status(now));
    }

    /** The daemon itself. */
    public FakeDaemon daemon() {
        return daemon;
    }

    @Override
    public void close() throws IOException {
        daemon.close();
    }
}
