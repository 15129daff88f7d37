package online.cloudtolocalllm.tray.icon;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;

/**
 * The icon as files of an icon theme, for panels that look it up by its name (freedesktop.org Icon Theme Specification). There is
 * no {@code index.theme} beside them: some programs would take it for that of the whole system's {@code hicolor}.
 */
public final class IconFiles {

    private IconFiles() {}

    /** The icon's name in the theme, such as {@code cloudtolocalllm-local-dark}; {@code AUTO} is drawn for a dark panel. */
    public static String name(TrayIcon form, PanelTone tone) {
        return "cloudtolocalllm-" + form.word() + "-" + (tone == PanelTone.AUTO ? PanelTone.DARK : tone).word();
    }

    /**
     * Writes {@code hicolor/SIZExSIZE/apps/NAME.png} for every form, tone and size below the folder: what is missing, and what
     * is not as this version draws it. Blocks for the file system.
     *
     * @return how many files were written
     * @throws IOException if a file cannot be read or written; those before it are complete
     */
    public static int write(Path folder) throws IOException {
        int written = 0;
        for (int size : IconPixels.SIZES) {
            Path apps = folder.resolve("hicolor").resolve(size + "x" + size).resolve("apps");
            Files.createDirectories(apps);
            for (TrayIcon form : TrayIcon.values()) {
                for (PanelTone tone : new PanelTone[] {PanelTone.DARK, PanelTone.LIGHT}) {
                    byte[] content = PngFile.of(IconPixels.argb(form, tone, size), size);
                    written += write(apps.resolve(name(form, tone) + ".png"), content) ? 1 : 0;
                }
            }
        }
        return written;
    }

    /** A panel may read at any time, so that it must find the old file or the new one. */
    private static boolean write(Path file, byte[] content) throws IOException {
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return false;
        }
        Path fresh = Files.createTempFile(file.getParent(), ".icon", ".tmp");
        try {
            Files.write(fresh, content);
            move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return true;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
