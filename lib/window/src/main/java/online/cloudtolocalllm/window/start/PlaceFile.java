package online.cloudtolocalllm.window.start;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** Where a window was last, on the disk. Losing it costs nothing but the place, so nothing here fails. Blocks on the disk. */
public final class PlaceFile {

    private static final Logger LOG = System.getLogger(PlaceFile.class.getName());
    private static final long LARGEST_BYTES = 4_096;

    private final Path file;

    /** That of this window in this home. */
    public PlaceFile(WindowName name, Locations locations) {
        this.file = name.place(locations);
    }

    /** What was kept last; empty if there is nothing that makes sense. */
    public Optional<Place> read() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_BYTES) {
                return Optional.empty();
            }
            return Json.parse(Files.readString(file)) instanceof JsonObject json ? Place.read(json) : Optional.empty();
        } catch (MalformedJsonException e) {
            LOG.log(Logger.Level.DEBUG, () -> file + " is not valid; the window opens in the middle");
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(Logger.Level.DEBUG, () -> "the window's place cannot be read: " + FileProblem.describe(e));
            return Optional.empty();
        }
    }

    /** Keeps it. */
    public void keep(Place place) {
        try {
            OwnerOnlyFiles.replace(file, place.toJson().toJson() + "\n");
        } catch (IOException e) {
            LOG.log(Logger.Level.DEBUG, () -> "the window's place cannot be kept: " + FileProblem.describe(e));
        }
    }
}
