package online.cloudtolocalllm.settings.view.status;

import java.time.Instant;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.settings.model.status.LatencyChart;
import online.cloudtolocalllm.settings.model.status.RequestLog;
import online.cloudtolocalllm.settings.model.status.SpeedChart;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.ConnectionWords;
import org.jspecify.annotations.Nullable;

/** A connection: how it is, its latency, and how fast it writes. Changes in place. */
final class ConnectionCharts extends VBox {

    private final String name;
    private final Label mark = Parts.text("", "state-mark");
    private final Label serves = Parts.text("serves", "badge");
    private final Label preferred = Parts.text("preferred", "badge");
    private final Label state = Parts.text("", "quiet");
    private final Label why = Parts.paragraph("");
    private final ChartView latency = new ChartView("Latency", "no answer in 15 minutes");
    private final ChartView speed = new ChartView("Tokens/s", "nothing in 15 minutes");
    private @Nullable Made made;

    /** What its charts were made of. */
    private record Made(ConnectionStatus status, RequestLog log, Instant until) {}

    ConnectionCharts(String name) {
        this.name = name;
        setId("status-of-" + name);
        getStyleClass().add("status-connection");
        Label label = Parts.text(name, "strong");
        label.setMinWidth(40);
        HBox line = new HBox(8, mark, label, serves, preferred);
        line.setAlignment(Pos.CENTER_LEFT);
        state.getStyleClass().add("below-mark");
        why.getStyleClass().add("below-mark");
        VBox words = new VBox(2, line, state);
        words.getStyleClass().add("status-words");
        HBox.setHgrow(latency, Priority.ALWAYS);
        HBox.setHgrow(speed, Priority.ALWAYS);
        getChildren().addAll(new HBox(24, words, latency, speed), why);
        latency.setId("latency-of-" + name);
        speed.setId("speed-of-" + name);
    }

    String name() {
        return name;
    }

    void show(ConnectionWords words) {
        mark.setText(words.mark());
        Parts.tone(mark, words.tone());
        Parts.there(serves, words.serving());
        Parts.there(preferred, words.preferred());
        state.setText(words.state());
        why.setText(words.why());
        Parts.tone(why, words.tone());
        Parts.there(why, !words.why().isEmpty());
    }

    /** Draws its charts up to this moment. */
    void chart(ConnectionStatus status, RequestLog log, Instant until) {
        Made now = new Made(status, log, until);
        if (now.equals(made)) {
            return;
        }
        made = now;
        latency.show(LatencyChart.of(status, until));
        speed.show(SpeedChart.of(name, log, until));
    }
}
