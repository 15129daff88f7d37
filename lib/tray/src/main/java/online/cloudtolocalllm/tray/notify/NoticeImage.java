package online.cloudtolocalllm.tray.notify;

import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;
import online.cloudtolocalllm.tray.icon.IconPixels;
import org.freedesktop.dbus.types.Variant;

/** The picture beside a notification, as the hint {@code image-data}. Pure. */
final class NoticeImage {

    static final int SIZE = 48;

    private static final int BITS = 8;
    private static final int CHANNELS = 4;

    private NoticeImage() {}

    static Variant<?> of(TrayIcon icon) {
        int[] points = IconPixels.argb(icon, PanelTone.DARK, SIZE);
        byte[] bytes = new byte[points.length * CHANNELS];
        for (int i = 0; i < points.length; i++) {
            bytes[CHANNELS * i] = (byte) (points[i] >> 16);
            bytes[CHANNELS * i + 1] = (byte) (points[i] >> 8);
            bytes[CHANNELS * i + 2] = (byte) points[i];
            bytes[CHANNELS * i + 3] = (byte) (points[i] >> 24);
        }
        return new Variant<>(new Object[] {SIZE, SIZE, SIZE * CHANNELS, true, BITS, CHANNELS, bytes}, "(iiibiiay)");
    }
}
