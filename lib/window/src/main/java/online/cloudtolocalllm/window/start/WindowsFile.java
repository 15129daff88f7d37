package online.cloudtolocalllm.window.start;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.FileVersion;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/**
 * What all windows have in common, in {@code windows.json} in the home folder: the theme. Windows are processes of their own and may
 * write it at the same time; the last one counts, and none reads a half of it. Keys that nobody knows stay. Blocks on the disk. For one
 * thread at a time.
 */
public final class WindowsFile {

    private static final Logger LOG = System.getLogger(WindowsFile.class.getName());
    private static final long LARGEST_BYTES = 65_536;
    private static final String THEME = "theme";

    private final Path file;
    /** Which content of the file was read. */
    private Optional<FileVersion> last = Optional.empty();

    private ThemeChoice theme = ThemeChoice.DESKTOP;

    /** That of this home. */
    public WindowsFile(Locations locations) {
        this.file = locations.home().resolve("windows.json");
    }

    /** The theme that is set; read only if the file is another one than at the last call. What makes no sense is the desktop's. */
    public ThemeChoice theme() {
        Optional<FileVersion> now = look();
        if (!now.equals(last)) {
            last = now;
            theme = ThemeChoice.of(read().text(THEME, "")).orElse(ThemeChoice.DESKTOP);
        }
        return theme;
    }

    /**
     * Sets the theme.
     *
     * @return why it cannot be, in words; empty if it was
     */
    public Optional<String> keep(ThemeChoice choice) {
        try {
            OwnerOnlyFiles.replace(file, read().with(THEME, choice.word()).toJson() + "\n");
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(file + " cannot be written: " + FileProblem.describe(e));
        }
    }

    private Optional<FileVersion> look() {
        try {
            return FileVersion.of(file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private JsonObject read() {
        try {
            // A pipe would keep whoever opens it waiting.
            if (Files.isRegularFile(file)
                    && Files.size(file) <= LARGEST_BYTES
                    && Json.parse(Files.readString(file)) instanceof JsonObject json) {
                return json;
            }
        } catch (MalformedJsonException e) {
            LOG.log(Logger.Level.DEBUG, () -> file + " is not valid; the windows are as the desktop is");
        } catch (IOException e) {
            LOG.log(Logger.Level.DEBUG, () -> "the windows' settings cannot be read: " + FileProblem.describe(e));
        }
        return JsonObject.EMPTY;
    }
}
