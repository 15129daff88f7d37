package online.cloudtolocalllm.config.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.Leftovers;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.files.SingleInstance;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * Changes of the settings while no daemon runs. The daemon's lock is held meanwhile, so that there are never two writers.
 * Thread-safe; blocks on the disk.
 *
 * @param locations where the files are
 * @param environment environment variables
 */
public record OfflineSettings(Locations locations, Map<String, String> environment, TimeSource time) {

    /** What came of a change. */
    public sealed interface Result {

        /**
         * No daemon ran.
         *
         * @param outcome what came of it
         * @param shown the settings as they are now, in the form of {@code GET_CONFIG}
         * @param problems what is wrong in the files now, one or two sentences each
         */
        record Done(SettingsFolder.Outcome outcome, JsonObject shown, List<String> problems) implements Result {}

        /** A daemon runs, or is just starting: the change is its to make. */
        record DaemonRuns() implements Result {}

        /**
         * The folder cannot be used.
         *
         * @param reason why, without a full stop
         */
        record Unusable(String reason) implements Result {}
    }

    /**
     * The settings as a daemon would start with them, in the form of {@code GET_CONFIG}. Nothing is written, made or locked: a
     * damaged file stays for the next change, or the daemon, to put right. What is wrong is among the problems.
     */
    public JsonObject read() {
        return SettingsLook.of(locations, environment);
    }

    /** Makes changes, all or none; when this returns, they are on the disk. No change at all reads the files and repairs them. */
    public Result change(List<ConfigChange> changes) {
        try {
            OwnerOnlyFiles.openFolder(locations.home());
            return switch (SingleInstance.borrow(locations.lock())) {
                case SingleInstance.Outcome.HeldByAnother ignored -> new Result.DaemonRuns();
                case SingleInstance.Outcome.Unusable(String reason) -> new Result.Unusable(reason);
                case SingleInstance.Outcome.Acquired(SingleInstance instance) -> {
                    try (instance) {
                        // If one cannot be removed, the daemon says so when it starts.
                        Optional<String> _ = Leftovers.remove(locations);
                        SettingsFolder folder = SettingsFolder.open(locations, environment, time);
                        SettingsFolder.Outcome outcome = folder.change(changes);
                        JsonObject shown = ShownSettings.all(
                                locations,
                                folder.connectionsJson(),
                                folder.daemonJson(),
                                folder.problems(),
                                folder.overrides(),
                                List.of());
                        yield new Result.Done(outcome, shown, folder.problems());
                    }
                }
            };
        } catch (IOException e) {
            return new Result.Unusable(FileProblem.describe(e));
        }
    }
}
