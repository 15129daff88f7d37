package online.cloudtolocalllm.settings.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import online.cloudtolocalllm.protocol.files.FileVersion;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * Sees that a settings file was edited, by whomever, and has the window read it again; a daemon that runs is asked to read it first.
 * Looked at is only when the file was written and how large it is. For the window's thread; no method blocks.
 */
public final class FileWatch {

    private static final JsonObject RELOAD = JsonObject.of("command", "RELOAD");

    private final List<Path> files;
    private final Daemon daemon;
    private final Settings settings;
    private final DiskLook<Map<Path, Optional<FileVersion>>> disk;

    /** What was there at the last look; empty before the first. */
    private Optional<Map<Path, Optional<FileVersion>>> seen = Optional.empty();

    /**
     * Does nothing before {@link #look}.
     *
     * @param disk runs what may block
     * @param screen runs what it is given on the window's thread, in order
     */
    public FileWatch(Locations locations, Daemon daemon, Settings settings, Executor disk, Executor screen) {
        this.files = List.of(locations.connectionConfig(), locations.daemonConfig());
        this.daemon = daemon;
        this.settings = settings;
        this.disk = new DiskLook<>(disk, screen, this::versions, this::looked);
    }

    /** Looks at the files; to be called every second while the window is open. */
    public void look() {
        disk.look();
    }

    private Map<Path, Optional<FileVersion>> versions() {
        Map<Path, Optional<FileVersion>> there = new HashMap<>();
        for (Path file : files) {
            try {
                there.put(file, FileVersion.of(file));
            } catch (IOException e) {
                // What cannot be looked at cannot be read either; reading it says why.
                there.put(file, Optional.empty());
            }
        }
        return there;
    }

    private void looked(Map<Path, Optional<FileVersion>> there) {
        boolean edited = seen.filter(before -> !before.equals(there)).isPresent();
        seen = Optional.of(there);
        if (!edited) {
            return;
        }
        if (settings.state().link().up()) {
            // Whatever it answers: what counts now is what it tells when it is asked.
            daemon.ask(RELOAD, Daemon.USUAL, any -> settings.refresh());
        } else {
            settings.refresh();
        }
    }
}
