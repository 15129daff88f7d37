package online.cloudtolocalllm.settings.view.status;

import java.time.Duration;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.settings.model.status.Chart;
import online.cloudtolocalllm.window.Parts;

/** A chart of the last quarter of an hour, with the value under the pointer. */
final class ChartView extends VBox {

    private final String title;
    private final String nothing;
    private final Label value = Parts.text("", "chart-value");
    private final Label top = Parts.text("", "chart-edge");
    private final Label empty = Parts.text("", "chart-edge");
    private final Plot plot = new Plot();
    private Chart shown = new Chart(List.of(), 1, "", "", "");
    private boolean pointed;

    /**
     * An empty one.
     *
     * @param nothing what is so where there is nothing to draw
     */
    ChartView(String title, String nothing) {
        this.title = title;
        this.nothing = nothing;
        getStyleClass().add("chart-view");
        HBox head = new HBox(8, Parts.text(title, "chart-title"), Parts.spring(), value);
        // In a narrow window the name gives way: the column tells it, too.
        value.setMinWidth(Region.USE_PREF_SIZE);
        head.setAlignment(Pos.BASELINE_LEFT);
        StackPane field = new StackPane(plot, top, empty);
        StackPane.setAlignment(top, Pos.TOP_LEFT);
        VBox.setVgrow(field, Priority.ALWAYS);
        getChildren().addAll(head, field);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        plot.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
        plot.addEventHandler(MouseEvent.MOUSE_EXITED, event -> {
            pointed = false;
            tell();
        });
        top.setMouseTransparent(true);
        empty.setMouseTransparent(true);
        tell();
    }

    void show(Chart chart) {
        if (!chart.equals(shown)) {
            shown = chart;
            plot.show(chart);
            if (!pointed) {
                tell();
            }
        }
    }

    private void tell() {
        top.setText(shown.isEmpty() ? "" : shown.topLabel());
        empty.setText(shown.isEmpty() ? nothing : "");
        String most = shown.most().isEmpty() ? "" : "at most " + shown.most();
        value.setText(shown.now().isEmpty() ? most : shown.now());
        setAccessibleText(title + ": "
                + (shown.isEmpty()
                        ? nothing
                        : (shown.now().isEmpty() ? "" : shown.now() + " now, ") + most + " in the last 15 minutes"));
    }

    private void point(MouseEvent event) {
        double ago = plot.ago(event.getX());
        pointed = shown.at(ago)
                .map(point -> {
                    Duration since = Duration.ofSeconds(Math.round(point.ago() * Chart.SPAN.toSeconds()));
                    value.setText(point.words() + ", " + Figures.span(since) + " ago");
                    return true;
                })
                .orElse(false);
        if (!pointed) {
            tell();
        }
    }
}
