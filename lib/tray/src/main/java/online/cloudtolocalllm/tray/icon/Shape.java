package online.cloudtolocalllm.tray.icon;

/** A shape by its signed distance: how far a point is outside of it, or, below zero, inside. */
@FunctionalInterface
interface Shape {

    /** The distance of this point from the edge, negative inside. */
    double distance(double x, double y);

    /** A disc. */
    static Shape disc(double centerX, double centerY, double radius) {
        return (x, y) -> Math.hypot(x - centerX, y - centerY) - radius;
    }

    /** A rectangle with round corners. */
    static Shape box(double left, double top, double right, double bottom, double corner) {
        double centerX = (left + right) / 2;
        double centerY = (top + bottom) / 2;
        double halfWidth = (right - left) / 2 - corner;
        double halfHeight = (bottom - top) / 2 - corner;
        return (x, y) -> {
            double outX = Math.abs(x - centerX) - halfWidth;
            double outY = Math.abs(y - centerY) - halfHeight;
            return Math.hypot(Math.max(outX, 0), Math.max(outY, 0)) + Math.min(Math.max(outX, outY), 0) - corner;
        };
    }

    /** A line with round ends. */
    static Shape line(double fromX, double fromY, double toX, double toY, double width) {
        double dx = toX - fromX;
        double dy = toY - fromY;
        double square = dx * dx + dy * dy;
        return (x, y) -> {
            double along = Math.clamp(((x - fromX) * dx + (y - fromY) * dy) / square, 0.0, 1.0);
            return Math.hypot(x - fromX - along * dx, y - fromY - along * dy) - width / 2;
        };
    }

    /** A triangle, its corners clockwise as seen on the screen. */
    static Shape triangle(double ax, double ay, double bx, double by, double cx, double cy) {
        Shape ab = halfPlane(ax, ay, bx, by);
        Shape bc = halfPlane(bx, by, cx, cy);
        Shape ca = halfPlane(cx, cy, ax, ay);
        return (x, y) -> Math.max(ab.distance(x, y), Math.max(bc.distance(x, y), ca.distance(x, y)));
    }

    private static Shape halfPlane(double fromX, double fromY, double toX, double toY) {
        double length = Math.hypot(toX - fromX, toY - fromY);
        return (x, y) -> ((toY - fromY) * (x - fromX) - (toX - fromX) * (y - fromY)) / length;
    }

    /** Both together. */
    default Shape and(Shape other) {
        return (x, y) -> Math.min(distance(x, y), other.distance(x, y));
    }

    /** This without the other. */
    default Shape without(Shape other) {
        return (x, y) -> Math.max(distance(x, y), -other.distance(x, y));
    }

    /** This made larger on all sides, or, below zero, smaller. */
    default Shape grown(double by) {
        return (x, y) -> distance(x, y) - by;
    }

    /** The rim of this, inside of its edge. */
    default Shape rim(double width) {
        return without(grown(-width));
    }
}
