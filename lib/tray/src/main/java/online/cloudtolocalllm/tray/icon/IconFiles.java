package online.cloudtolocalllm.tray.icon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;

/**
 * The icon as files of an icon theme, for panels that look it up by its name (freedesktop.org Icon Theme Specification). There is
 * no {@code index.theme} beside them: some programs would take it for that of the whole system's {@code hicolor}.
 */
public final class IconFiles {

    /** Which drawing the files are of; another number for every change of a point of it. */
    static final String DRAWING = "1";

    private static final String STAMP = ".drawing";
    private static final List<PanelTone> TONES = List.of(PanelTone.DARK, PanelTone.LIGHT);

    private IconFiles() {}

    /** The icon's name in the theme, such as {@code cloudtolocalllm-local-dark}; {@code AUTO} is drawn for a dark panel. */
    public static String name(TrayIcon form, PanelTone tone) {
        return "cloudtolocalllm-" + form.word() + "-" + (tone == PanelTone.AUTO ? PanelTone.DARK : tone).word();
    }

    /**
     * Writes {@code hicolor/SIZExSIZE/apps/NAME.png} for every form, tone and size below the folder, unless all of them are there
     * and a stamp says that they are as this version draws them: drawing takes longer than anything else at the start. Blocks for
     * the file system.
     *
     * @return how many files were written
     * @throws IOException if a file cannot be read or written; those before it are complete
     */
    public static int write(Path folder) throws IOException {
        Path stamp = folder.resolve(STAMP);
        byte[] ours = DRAWING.getBytes(StandardCharsets.UTF_8);
        if (holds(stamp, ours) && complete(folder)) {
            return 0;
        }
        // Until all are written nothing says what they are.
        Files.deleteIfExists(stamp);
        int written = 0;
        for (int size : IconPixels.SIZES) {
            Files.createDirectories(apps(folder, size));
            for (TrayIcon form : TrayIcon.values()) {
                for (PanelTone tone : TONES) {
                    byte[] content = PngFile.of(IconPixels.argb(form, tone, size), size);
                    written += write(file(folder, form, tone, size), content) ? 1 : 0;
                }
            }
        }
        write(stamp, ours);
        return written;
    }

    /** Also when a computer that lost its power has left files without content. */
    private static boolean complete(Path folder) throws IOException {
        for (int size : IconPixels.SIZES) {
            for (TrayIcon form : TrayIcon.values()) {
                for (PanelTone tone : TONES) {
                    Path file = file(folder, form, tone, size);
                    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static Path file(Path folder, TrayIcon form, PanelTone tone, int size) {
        return apps(folder, size).resolve(name(form, tone) + ".png");
    }

    private static Path apps(Path folder, int size) {
        return folder.resolve("hicolor").resolve(size + "x" + size).resolve("apps");
    }

    /** A panel may read at any time, so that it must find the old file or the new one. */
    private static boolean write(Path file, byte[] content) throws IOException {
        if (holds(file, content)) {
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

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
