package online.cloudtolocalllm.tray.icon;

import java.util.List;
import online.cloudtolocalllm.tray.TrayIcon;

/**
 * The forms as shapes on a grid of 16 units: a speech bubble that hangs on a hub of three nodes. Edges are put on whole points of
 * the size asked for, so that lines are sharp also at 16.
 */
final class Drawing {

    /** The side of the grid. */
    static final double UNITS = 16;

    /** A shape and its colour. */
    record Layer(Shape shape, Ink ink) {}

    private final double scale;
    private final double stroke;

    Drawing(int size) {
        scale = size / UNITS;
        stroke = Math.max(1, Math.round(1.5 * scale)) / scale;
    }

    /** The layers of a form, the lowest first. */
    List<Layer> layers(TrayIcon form) {
        return switch (form) {
            case IDLE -> List.of(line(bubble().rim(stroke).and(tail())), line(hub()));
            case LOCAL -> List.of(line(bubble().and(tail())), line(hub()));
            case CLOUD -> List.of(line(cloud().rim(stroke).and(tail())), line(hub()));
            case DEGRADED ->
                List.of(line(bubble().rim(stroke).and(tail())), line(hub()), new Layer(Shape.disc(8, 5.5, 2.1), Ink.AMBER));
            case ERROR ->
                List.of(line(bubble().rim(stroke).and(tail())), line(hub()), new Layer(cross(), Ink.RED));
            case PAUSED -> List.of(line(bubble().rim(stroke).and(tail())), line(hub()), line(bars()));
        };
    }

    private static Layer line(Shape shape) {
        return new Layer(shape, Ink.LINE);
    }

    private double snap(double units) {
        return Math.round(units * scale) / scale;
    }

    private Shape bubble() {
        return Shape.box(snap(1), snap(1), snap(15), snap(10), 2.6);
    }

    private Shape tail() {
        return Shape.triangle(5, 9.5, 10, 9.5, 8, 13);
    }

    private Shape cloud() {
        return Shape.box(1, 4.5, 15, 10, 2.75).and(Shape.disc(6.2, 4.6, 3.4)).and(Shape.disc(10.8, 5.2, 2.6));
    }

    private Shape hub() {
        return Shape.line(2.5, 13.5, 13.5, 13.5, stroke * 0.8)
                .and(Shape.disc(8, 13.5, 1.8))
                .and(Shape.disc(2.5, 13.5, 1.3))
                .and(Shape.disc(13.5, 13.5, 1.3));
    }

    private Shape cross() {
        return Shape.line(6, 3.5, 10, 7.5, 1.5).and(Shape.line(10, 3.5, 6, 7.5, 1.5));
    }

    private Shape bars() {
        return Shape.box(snap(5.6), snap(3.5), snap(7.2), snap(7.5), 0).and(Shape.box(snap(8.8), snap(3.5), snap(10.4), snap(7.5), 0));
    }
}
