package online.cloudtolocalllm.cli.settings;

import java.nio.file.Files;
import java.util.List;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.config.InvalidSetting;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.config.store.OfflineSettings;
import online.cloudtolocalllm.config.store.SettingsFolder;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** The settings in their files, while no daemon runs. Looking at them writes nothing. */
public final class FileSettings implements Settings {

    private final OfflineSettings files;

    /** The settings in these files. */
    public FileSettings(OfflineSettings files) {
        this.files = files;
    }

    @Override
    public JsonObject show() {
        return files.read();
    }

    @Override
    public void prepare() throws CommandFailure {
        if (Files.notExists(files.locations().connectionConfig())) {
            done(List.of());
        }
    }

    @Override
    public List<String> problems() {
        return files.read().array("problems").texts();
    }

    @Override
    public JsonObject change(List<ConfigChange> changes) throws CommandFailure {
        OfflineSettings.Result.Done done = done(changes);
        return switch (done.outcome()) {
            case SettingsFolder.Outcome.Saved saved -> JsonObject.of("ok", true, "problems", done.problems());
            case SettingsFolder.Outcome.Refused(InvalidSetting why) ->
                throw new CommandFailure(
                        ExitCode.FAILED,
                        Words.harmless((why.connection().isEmpty()
                                        ? "daemon_config.json"
                                        : "connection \"" + why.connection() + "\"")
                                + ": " + why.text() + "."),
                        "Nothing was changed. See what is set with \"cloudtolocalllm config show\".");
            case SettingsFolder.Outcome.Unwritable(String reason) ->
                throw new CommandFailure(
                        ExitCode.HOME_UNUSABLE,
                        Words.harmless(reason),
                        "Nothing was changed. Look with \"cloudtolocalllm config validate\".");
        };
    }

    private OfflineSettings.Result.Done done(List<ConfigChange> changes) throws CommandFailure {
        return switch (files.change(changes)) {
            case OfflineSettings.Result.Done done -> done;
            case OfflineSettings.Result.DaemonRuns ignored ->
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "The daemon has the settings, and does not answer yet.",
                        "Try it again in a moment; see \"cloudtolocalllm status\".");
            case OfflineSettings.Result.Unusable(String reason) ->
                throw new CommandFailure(
                        ExitCode.HOME_UNUSABLE,
                        "The settings cannot be used: " + Words.harmless(reason) + ".",
                        "Make the folder writable, or name another one with CLOUDTOLOCALLLM_HOME.");
        };
    }
}
