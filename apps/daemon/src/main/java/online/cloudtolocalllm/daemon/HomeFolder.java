package online.cloudtolocalllm.daemon;

import java.io.IOException;
import online.cloudtolocalllm.daemon.ipc.IpcServer;
import online.cloudtolocalllm.daemon.process.RunningFiles;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;

/** The folder of the daemon's files, as far as the daemon cannot start without it. */
final class HomeFolder {

    private HomeFolder() {}

    static void open(Locations locations) throws CannotStartException {
        try {
            OwnerOnlyFiles.openFolder(locations.home());
        } catch (IOException e) {
            throw unusable(locations, FileProblem.describe(e));
        }
    }

    /** Writes down where clients find the daemon. */
    static RunningFiles announce(Locations locations, IpcServer ipc) throws CannotStartException {
        try {
            return RunningFiles.write(locations, ipc.credentials());
        } catch (IOException e) {
            throw unusable(locations, FileProblem.describe(e));
        }
    }

    static CannotStartException unusable(Locations locations, String reason) {
        return new CannotStartException(
                6,
                "The folder " + locations.home() + " cannot be used (" + reason + "). Make it writable, or set "
                        + Locations.HOME_VARIABLE + " to another folder.");
    }
}
