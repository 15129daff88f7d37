package online.cloudtolocalllm.tray.icon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;

/**
 * Draws every form in every size on black, white and grey, for both tones, into the file that is named: the picture in
 * {@code docs/images}. Arguments: the file; how many times larger (1 if left out).
 */
final class ContactSheet {

    private static final int[] PANELS = {0xff000000, 0xff3b4048, 0xff808080, 0xffe6e6e6, 0xffffffff};
    private static final int GAP = 8;

    private ContactSheet() {}

    public static void main(String[] arguments) throws IOException {
        int zoom = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        int[] sizes = arguments.length > 2
                ? Arrays.stream(arguments[2].split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray()
                : IconPixels.SIZES.stream().mapToInt(Integer::intValue).toArray();
        int largest = Arrays.stream(sizes).max().orElseThrow();
        int strip = Arrays.stream(sizes).map(size -> size + GAP).sum();
        int forms = TrayIcon.values().length;
        int row = (largest + GAP) * PanelTone.values().length - (largest + GAP);
        int width = GAP + strip * forms;
        int height = (GAP + row) * PANELS.length;
        int[] sheet = new int[width * height];
        for (int panel = 0; panel < PANELS.length; panel++) {
            int top = panel * (GAP + row);
            Arrays.fill(sheet, top * width, (top + GAP + row) * width, PANELS[panel]);
            for (PanelTone tone : new PanelTone[] {PanelTone.DARK, PanelTone.LIGHT}) {
                int y = top + GAP + (tone == PanelTone.LIGHT ? largest + GAP : 0);
                int x = GAP;
                for (TrayIcon form : TrayIcon.values()) {
                    for (int size : sizes) {
                        lay(IconPixels.argb(form, tone, size), size, sheet, width, x, y + (largest - size) / 2);
                        x += size + GAP;
                    }
                }
            }
        }
        Files.write(Path.of(arguments[0]), PngFile.of(larger(sheet, width, zoom), width * zoom));
    }

    private static void lay(int[] icon, int size, int[] sheet, int width, int x, int y) {
        for (int at = 0; at < icon.length; at++) {
            int to = (y + at / size) * width + x + at % size;
            sheet[to] = over(icon[at], sheet[to]);
        }
    }

    /** The colour of a point of the icon in front of a panel. */
    static int over(int argb, int behind) {
        int alpha = argb >>> 24;
        int mixed = 0xff000000;
        for (int shift = 0; shift <= 16; shift += 8) {
            int channel = ((argb >> shift) & 0xff) * alpha + ((behind >> shift) & 0xff) * (255 - alpha);
            mixed |= ((channel + 127) / 255) << shift;
        }
        return mixed;
    }

    private static int[] larger(int[] sheet, int width, int zoom) {
        int[] large = new int[sheet.length * zoom * zoom];
        for (int at = 0; at < large.length; at++) {
            int x = at % (width * zoom);
            int y = at / (width * zoom);
            large[at] = sheet[y / zoom * width + x / zoom];
        }
        return large;
    }
}
