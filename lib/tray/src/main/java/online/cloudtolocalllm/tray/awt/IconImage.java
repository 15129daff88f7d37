package online.cloudtolocalllm.tray.awt;

import java.awt.Image;
import java.awt.image.BaseMultiResolutionImage;
import java.awt.image.BufferedImage;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;
import online.cloudtolocalllm.tray.icon.IconPixels;

/** The icon as AWT's image, in the panel's size and in twice that for screens with small points. Needs no display. */
final class IconImage {

    private static final int LARGEST = 256;

    private final int size;

    /** Images of this size, in points of the screen. */
    IconImage(int size) {
        this.size = Math.clamp(size, IconPixels.SIZES.getFirst(), LARGEST);
    }

    Image of(TrayIcon form, PanelTone tone) {
        return new BaseMultiResolutionImage(image(form, tone, size), image(form, tone, 2 * size));
    }

    private static BufferedImage image(TrayIcon form, PanelTone tone, int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, size, size, IconPixels.argb(form, tone, size), 0, size);
        return image;
    }
}
