package online.cloudtolocalllm.settings.view.status;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.settings.model.status.RequestLog;
import online.cloudtolocalllm.settings.model.status.StatusPage;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.ConnectionWords;

/** Who serves, what the daemon wants known, and each connection with its charts. */
final class NowPart extends VBox {

    private final Label mark = Parts.text("", "state-mark");
    private final Label headline = Parts.text("", "headline");
    private final Label below = Parts.paragraph("", "quiet");
    private final VBox notices = new VBox(4);
    private final FactLine facts = new FactLine();
    private final VBox connections = new VBox(8);
    private List<String> notedNow = List.of();
    private List<ConnectionCharts> rows = List.of();

    NowPart() {
        setSpacing(16);
        HBox line = new HBox(8, mark, headline);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setId("headline");
        notices.setId("notices");
        connections.setId("status-connections");
        getChildren().addAll(new VBox(4, line, below), notices, facts, Parts.hairline(), connections);
    }

    /**
     * Shows this state.
     *
     * @param step the right edge of the charts
     */
    void show(DaemonStatus status, RequestLog log, Instant now, Instant step, ZoneId zone) {
        StatusPage page = StatusPage.of(status, now);
        mark.setText(page.mark());
        Parts.tone(mark, page.tone());
        headline.setText(page.headline());
        below.setText(page.below());
        facts.show(page.facts());
        note(page.notices());
        List<ConnectionStatus> all = status.snapshot().connections();
        List<String> names = all.stream().map(one -> one.id().name()).toList();
        if (!names.equals(rows.stream().map(ConnectionCharts::name).toList())) {
            rows = names.stream().map(this::row).toList();
            connections.getChildren().setAll(rows);
        }
        for (int i = 0; i < rows.size(); i++) {
            boolean serving =
                    status.snapshot().active().equals(Optional.of(all.get(i).id()));
            rows.get(i).show(ConnectionWords.of(all.get(i), serving, now, zone));
            rows.get(i).chart(all.get(i), log, step);
        }
    }

    private ConnectionCharts row(String name) {
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseGet(() -> new ConnectionCharts(name));
    }

    private void note(List<String> sentences) {
        if (!sentences.equals(notedNow)) {
            notedNow = sentences;
            List<Label> lines = new ArrayList<>();
            sentences.forEach(sentence -> lines.add(Parts.paragraph(sentence)));
            notices.getChildren().setAll(lines);
        }
        Parts.there(notices, !sentences.isEmpty());
    }
}
