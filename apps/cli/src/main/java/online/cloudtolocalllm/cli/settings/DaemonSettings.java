package online.cloudtolocalllm.cli.settings;

import java.util.List;
import online.cloudtolocalllm.cli.daemon.DaemonControl;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** The settings through the running daemon, which is then their only writer. */
public final class DaemonSettings implements Settings {

    private final DaemonControl daemon;

    /** The settings of this daemon. */
    public DaemonSettings(DaemonControl daemon) {
        this.daemon = daemon;
    }

    @Override
    public JsonObject show() throws CommandFailure {
        return ask(JsonObject.of("command", "GET_CONFIG"));
    }

    @Override
    public void prepare() {
        // The daemon wrote it when it started.
    }

    @Override
    public List<String> problems() throws CommandFailure {
        // Otherwise it tells what its watcher saw last, which may be the files before the edit.
        return ask(JsonObject.of("command", "RELOAD")).array("problems").texts();
    }

    @Override
    public JsonObject change(List<ConfigChange> changes) throws CommandFailure {
        return ask(JsonObject.of(
                "command",
                "SET_CONFIG",
                "changes",
                JsonArray.of(changes.stream().map(ConfigChange::json).toList())));
    }

    private JsonObject ask(JsonObject command) throws CommandFailure {
        return daemon.ask(command, ExitCode.FAILED, "See what is set with \"cloudtolocalllm config show\".");
    }
}
