package online.cloudtolocalllm.settings.view.status;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import online.cloudtolocalllm.settings.model.status.Chart;

/**
 * The line of a chart and the area below it. Two paths instead of JavaFX's line chart, which has two axes that measure their labels
 * and knows no gaps (docs/decisions/0094).
 */
final class Plot extends Region {

    private final Region edge = new Region();
    private final Region base = new Region();
    private final Path area = new Path();
    private final Path line = new Path();
    private List<List<Chart.Point>> runs = List.of();
    private double top = 1;

    Plot() {
        edge.getStyleClass().add("plot-edge");
        base.getStyleClass().add("plot-base");
        area.getStyleClass().add("plot-area");
        line.getStyleClass().add("plot-line");
        // A path takes part in layout with its own bounds, which are those of the last drawing.
        area.setManaged(false);
        line.setManaged(false);
        getChildren().addAll(edge, base, area, line);
        setMinSize(60, 32);
        setPrefSize(200, 40);
    }

    void show(Chart chart) {
        runs = chart.runs();
        top = chart.top();
        requestLayout();
    }

    /** How long ago this place is, as a share of the chart's span. */
    double ago(double x) {
        return getWidth() <= 0 ? 0 : 1 - x / getWidth();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        edge.resizeRelocate(0, 0, width, 1);
        base.resizeRelocate(0, height - 1, width, 1);
        List<PathElement> stroke = new ArrayList<>();
        List<PathElement> fill = new ArrayList<>();
        for (List<Chart.Point> run : runs) {
            double first = x(run.getFirst(), width);
            double last = Math.max(first + 1, x(run.getLast(), width));
            fill.add(new MoveTo(first, height));
            boolean begun = false;
            for (Chart.Point point : run) {
                double x = x(point, width);
                double y = y(point, height);
                stroke.add(begun ? new LineTo(x, y) : new MoveTo(x, y));
                fill.add(new LineTo(x, y));
                begun = true;
            }
            // One point alone is seen, too.
            double y = y(run.getLast(), height);
            stroke.add(new LineTo(last, y));
            fill.addAll(List.of(new LineTo(last, y), new LineTo(last, height), new ClosePath()));
        }
        line.getElements().setAll(stroke);
        area.getElements().setAll(fill);
    }

    private static double x(Chart.Point point, double width) {
        return (1 - point.ago()) * width;
    }

    private double y(Chart.Point point, double height) {
        return 1.5 + (height - 3) * (1 - Math.clamp(point.value() / top, 0, 1));
    }
}
