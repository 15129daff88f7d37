package online.cloudtolocalllm.daemon.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two files by which clients find the running daemon: {@code ipc_auth.json} and {@code tray_port}. Written whole and for the
 * owner only; removed on a clean exit unless a later daemon has replaced them. Not thread-safe; blocks on the disk.
 */
public final class RunningFiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningFiles.class);

    private final Locations locations;
    private final String port;
    private final String auth;

    private RunningFiles(Locations locations, String port, String auth) {
        this.locations = locations;
        this.port = port;
        this.auth = auth;
    }

    /**
     * Writes both files, replacing what an earlier daemon left. {@code tray_port} comes last: whoever waits for it finds the rest.
     *
     * @throws IOException if one cannot be written; none is then left behind
     */
    public static RunningFiles write(Locations locations, IpcCredentials credentials) throws IOException {
        String port = String.valueOf(credentials.port());
        String auth = credentials.toJson().toJson() + "\n";
        RunningFiles files = new RunningFiles(locations, port, auth);
        try {
            OwnerOnlyFiles.replace(locations.ipcAuth(), auth);
            OwnerOnlyFiles.replace(locations.trayPort(), port);
        } catch (IOException e) {
            files.close();
            throw e;
        }
        return files;
    }

    /** Removes the files that are still this daemon's own. A failure is logged. A second call does nothing. */
    @Override
    public void close() {
        removeOwn(locations.trayPort(), port);
        removeOwn(locations.ipcAuth(), auth);
    }

    private static void removeOwn(Path file, String content) {
        try {
            if (Files.isRegularFile(file)
                    && Files.size(file) == content.length()
                    && Files.readString(file).equals(content)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn("A file of this run stays behind: {}.", FileProblem.describe(e));
        }
    }
}
