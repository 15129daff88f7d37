package online.cloudtolocalllm.tray.icon;

import java.util.List;
import online.cloudtolocalllm.tray.TrayIcon;

/**
 * The forms as shapes on a grid of 16 units: a speech bubble over a hub, a node on a line. Who serves has strong lines,
 * who does not has thin ones. Edges are put on whole points of the size asked for, so that lines are sharp also at 16.
 */
final class Drawing {

    /** The side of the grid. */
    static final double UNITS = 16;

    /** A shape and its colour. */
    record Layer(Shape shape, Ink ink) {}

    private final double scale;
    private final double left;
    private final double top;
    private final double right;
    private final double bottom;
    private final double middleX;
    private final double middleY;

    Drawing(int size) {
        scale = size / UNITS;
        left = snap(1);
        top = snap(1);
        right = snap(14);
        bottom = snap(10);
        middleX = (left + right) / 2;
        middleY = (top + bottom) / 2;
    }

    /** The whole of a form, without holes: what the halo surrounds and lies behind. */
    Shape silhouette(TrayIcon form) {
        return body(form).and(tail()).and(hub());
    }

    private Shape body(TrayIcon form) {
        return form == TrayIcon.CLOUD ? cloud() : bubble();
    }

    /** The layers of a form, the lowest first. */
    List<Layer> layers(TrayIcon form) {
        return switch (form) {
            case IDLE -> List.of(outlined(form, thin()));
            case LOCAL -> List.of(line(silhouette(form)));
            case CLOUD -> List.of(outlined(form, strong()));
            case DEGRADED -> List.of(outlined(form, strong()), new Layer(Shape.disc(middleX, middleY, 2.4), Ink.AMBER));
            case ERROR -> List.of(outlined(form, thin()), new Layer(cross(), Ink.RED));
            case PAUSED -> List.of(outlined(form, thin()), line(bars()));
        };
    }

    private Layer outlined(TrayIcon form, double stroke) {
        return line(silhouette(form).without(form == TrayIcon.CLOUD ? insideOfCloud() : bubble().grown(-stroke)));
    }

    private static Layer line(Shape shape) {
        return new Layer(shape, Ink.LINE);
    }

    private double thin() {
        return whole(1);
    }

    private double strong() {
        return whole(1.8);
    }

    /** As many whole points as come near, at least one. */
    private double whole(double units) {
        return Math.max(1, Math.round(units * scale)) / scale;
    }

    private double snap(double units) {
        return Math.round(units * scale) / scale;
    }

    private Shape bubble() {
        return Shape.box(left, top, right, bottom, 3);
    }

    private Shape tail() {
        return Shape.triangle(snap(2), 9, 7, 9, snap(2), 14);
    }

    private Shape cloud() {
        return Shape.box(left, snap(5), right, bottom, 2.5)
                .and(Shape.disc(6.8, 5, 4))
                .and(Shape.disc(10.7, 5.9, 3));
    }

    /** Larger than what a line of even width leaves, which would close at 16. */
    private Shape insideOfCloud() {
        return Shape.box(snap(3), snap(6), snap(12), snap(8), 1)
                .and(Shape.disc(6.8, 5.2, 2.2))
                .and(Shape.disc(10.3, 6.4, 1.5));
    }

    private Shape hub() {
        double wide = whole(0.9);
        double y = snap(13.5 - wide / 2) + wide / 2;
        Shape spokes = Shape.line(7.4, y, 14.6, y, wide).and(Shape.disc(11, y, 1.7));
        return scale < 1.9 ? spokes : spokes.and(Shape.disc(7.6, y, 1)).and(Shape.disc(14.4, y, 1));
    }

    private Shape cross() {
        double arm = 1.9;
        return Shape.line(middleX - arm, middleY - arm, middleX + arm, middleY + arm, 2)
                .and(Shape.line(middleX + arm, middleY - arm, middleX - arm, middleY + arm, 2));
    }

    private Shape bars() {
        double wide = whole(1.8);
        double gap = whole(1.3);
        double from = snap(middleX - wide - gap / 2);
        double upper = snap(middleY - 2.5);
        double lower = snap(middleY + 2.5);
        return Shape.box(from, upper, from + wide, lower, 0)
                .and(Shape.box(from + wide + gap, upper, from + 2 * wide + gap, lower, 0));
    }
}
