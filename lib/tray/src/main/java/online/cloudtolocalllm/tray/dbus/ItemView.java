package online.cloudtolocalllm.tray.dbus;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;
import online.cloudtolocalllm.tray.icon.IconFiles;
import online.cloudtolocalllm.tray.icon.IconPixels;

/**
 * What panels see of the icon.
 *
 * @param icon its form
 * @param tone the background that it is drawn for; not {@link PanelTone#AUTO}
 * @param title the tooltip's first line
 * @param tooltip its further lines
 * @param files the folder of icon files, as a theme's; empty if there is none
 */
record ItemView(TrayIcon icon, PanelTone tone, String title, String tooltip, Optional<Path> files) {

    /** The name of its files; empty if there are none, so that panels take the pixels. */
    String iconName() {
        return files.isPresent() ? IconFiles.name(icon, tone) : "";
    }

    /** Where its files are. */
    String themePath() {
        return files.map(Path::toString).orElse("");
    }

    /** Its pixels in all sizes, of which panels take the next one, as the bus wants them: width, height, and four bytes a pixel, alpha first. */
    List<Object[]> pixels() {
        List<Object[]> pixels = new ArrayList<>();
        for (int size : IconPixels.SIZES) {
            int[] argb = IconPixels.argb(icon, tone, size);
            ByteBuffer bytes = ByteBuffer.allocate(4 * argb.length);
            bytes.asIntBuffer().put(argb);
            pixels.add(new Object[] {size, size, bytes.array()});
        }
        return pixels;
    }

    /**
     * A text that means itself, whether a panel takes tooltips for markup, as the specification lets it, or not: the three signs that
     * make the difference are replaced by ones that every font has and that say the same.
     */
    static String plain(String text) {
        return text.replace('<', '‹').replace('>', '›').replace('&', '+');
    }
}
