package online.cloudtolocalllm.chat.view.markdown;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.shape.ArcTo;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.VLineTo;

/** What is drawn below words. */
final class Grounds {

    /** How much further it goes than the words. */
    private static final double BESIDE = 2.5;

    private static final double ABOVE = 1;

    private Grounds() {}

    /** The same rectangles, one for each line, a little larger and with round corners. */
    static List<PathElement> rounded(PathElement[] rectangles, double radius) {
        List<PathElement> rounded = new ArrayList<>();
        for (Rectangle2D each : rectangles(rectangles)) {
            double left = each.getMinX() - BESIDE;
            double right = each.getMaxX() + BESIDE;
            double top = each.getMinY() - ABOVE;
            double bottom = each.getMaxY() + ABOVE;
            rounded.addAll(List.of(
                    new MoveTo(left + radius, top),
                    new HLineTo(right - radius),
                    arc(right, top + radius, radius),
                    new VLineTo(bottom - radius),
                    arc(right - radius, bottom, radius),
                    new HLineTo(left + radius),
                    arc(left, bottom - radius, radius),
                    new VLineTo(top + radius),
                    arc(left + radius, top, radius),
                    new ClosePath()));
        }
        return rounded;
    }

    private static ArcTo arc(double x, double y, double radius) {
        return new ArcTo(radius, radius, 0, x, y, false, true);
    }

    private static List<Rectangle2D> rectangles(PathElement[] elements) {
        List<Rectangle2D> found = new ArrayList<>();
        double left = 0;
        double top = 0;
        double right = 0;
        double bottom = 0;
        boolean open = false;
        for (PathElement element : elements) {
            if (element instanceof MoveTo move) {
                if (open) {
                    found.add(new Rectangle2D(left, top, right - left, bottom - top));
                }
                open = true;
                left = move.getX();
                right = move.getX();
                top = move.getY();
                bottom = move.getY();
            } else if (element instanceof LineTo line) {
                left = Math.min(left, line.getX());
                right = Math.max(right, line.getX());
                top = Math.min(top, line.getY());
                bottom = Math.max(bottom, line.getY());
            }
        }
        if (open) {
            found.add(new Rectangle2D(left, top, right - left, bottom - top));
        }
        return found;
    }
}
