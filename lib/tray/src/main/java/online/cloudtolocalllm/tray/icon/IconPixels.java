package online.cloudtolocalllm.tray.icon;

import java.util.List;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;

/** Draws the icon. Pure. */
public final class IconPixels {

    /** The sizes that panels ask for, in points. */
    public static final List<Integer> SIZES = List.of(16, 22, 24, 32, 48);

    /** How wide the edge around everything is, in units of the grid. */
    private static final double HALO_WIDTH = 0.8;

    private IconPixels() {}

    /**
     * The points of the icon row by row, each as alpha, red, green, blue of 8 bits, colours not multiplied by alpha.
     *
     * @param form which form
     * @param tone the panel's; where that is {@code AUTO} it is drawn for a dark one
     * @param size its side, 1 to 1,024
     */
    public static int[] argb(TrayIcon form, PanelTone tone, int size) {
        if (size < 1 || size > 1_024) {
            throw new IllegalArgumentException("an icon of " + size + " points");
        }
        Drawing drawing = new Drawing(size);
        List<Drawing.Layer> layers = drawing.layers(form);
        Shape silhouette = drawing.silhouette(form);
        boolean light = tone == PanelTone.LIGHT;
        double scale = size / Drawing.UNITS;
        double halo = Math.max(HALO_WIDTH, 0.75 / scale);
        int[] points = new int[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double x = (column + 0.5) / scale;
                double y = (row + 0.5) / scale;
                Point point = new Point();
                point.paint(Ink.HALO.argb(light), coverage(silhouette.distance(x, y) - halo, scale));
                for (Drawing.Layer layer : layers) {
                    point.paint(layer.ink().argb(light), coverage(layer.shape().distance(x, y), scale));
                }
                points[row * size + column] = point.argb();
            }
        }
        return points;
    }

    /** How much of a point is inside an edge at this distance from its centre. */
    private static double coverage(double distance, double scale) {
        return Math.clamp(0.5 - distance * scale, 0.0, 1.0);
    }

    /** A point while it is painted: colours multiplied by alpha, 0 to 1. */
    private static final class Point {

        private double alpha;
        private double red;
        private double green;
        private double blue;

        void paint(int argb, double coverage) {
            double over = (argb >>> 24) / 255.0 * coverage;
            alpha = over + alpha * (1 - over);
            red = (argb >> 16 & 0xff) * over + red * (1 - over);
            green = (argb >> 8 & 0xff) * over + green * (1 - over);
            blue = (argb & 0xff) * over + blue * (1 - over);
        }

        int argb() {
            return alpha < 1 / 512.0
                    ? 0
                    : round(alpha * 255) << 24
                            | round(red / alpha) << 16
                            | round(green / alpha) << 8
                            | round(blue / alpha);
        }

        private static int round(double value) {
            return (int) Math.clamp(Math.round(value), 0L, 255L);
        }
    }
}
