package online.cloudtolocalllm.autostart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import online.cloudtolocalllm.autostart.text.SystemdUnit;

/**
 * The service's unit in the folder of the user's own units, and the link by which systemd starts it at login. systemd itself is not
 * asked, so that this works where it cannot be reached, too. Blocks on the disk.
 */
final class UnitFiles {

    private final TextFile unit;
    private final Path link;

    private UnitFiles(Path folder) {
        this.unit = new TextFile(folder.resolve(SystemdUnit.FILE));
        this.link = folder.resolve(SystemdUnit.WANTED_BY + ".wants").resolve(SystemdUnit.FILE);
    }

    /** Those in the folder of the user's settings. */
    static UnitFiles of(Path config) {
        return new UnitFiles(config.resolve("systemd").resolve("user"));
    }

    /** The unit. */
    Path unit() {
        return unit.path();
    }

    boolean installed() {
        return Files.exists(unit.path());
    }

    /** Whether systemd starts it at login. */
    boolean atLogin() {
        // A link to nothing starts nothing.
        return Files.exists(link);
    }

    /**
     * Writes the unit.
     *
     * @throws IOException if that failed
     */
    void write(String text) throws IOException {
        unit.write(text);
    }

    /**
     * Has it started at login, or not.
     *
     * @throws IOException if that failed
     */
    void startAtLogin(boolean on) throws IOException {
        if (on && !atLogin()) {
            Files.createDirectories(link.resolveSibling(""));
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, unit.path());
        } else if (!on) {
            Files.deleteIfExists(link);
        }
    }

    /**
     * Removes both.
     *
     * @throws IOException if that failed
     */
    void delete() throws IOException {
        Files.deleteIfExists(link);
        unit.delete();
    }
}
