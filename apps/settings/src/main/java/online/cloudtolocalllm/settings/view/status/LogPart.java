package online.cloudtolocalllm.settings.view.status;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.settings.model.status.FailoverLog;
import online.cloudtolocalllm.settings.model.status.RequestLog;
import online.cloudtolocalllm.settings.model.status.RequestWatch;
import online.cloudtolocalllm.settings.model.status.TableLine;
import online.cloudtolocalllm.settings.model.status.Totals;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.window.Parts;

/** What took over from whom, and what all requests came to. */
final class LogPart extends VBox {

    private static final int MOST_ROWS = 8;

    private final RequestWatch watch;
    private final LineTable failovers = new LineTable(FailoverLog.HEADINGS, List.of(76, 108, 108, 120, 200), Set.of());
    private final Label none = Parts.paragraph("No connection had to step in for another one.", "quiet");
    private final LineTable totals =
            new LineTable(Totals.HEADINGS, List.of(92, 150, 80, 80, 112, 88, 80), Set.of(2, 3, 4, 5, 6));
    private final Label since = Parts.text("", "quiet");
    private final Label totalsHeading = Parts.text("Totals", "group");

    private Made made = new Made(RequestLog.EMPTY, List.of(), LocalDate.EPOCH);
    private List<TableLine> lines = List.of();

    private record Made(RequestLog log, List<FailoverEvent> told, LocalDate day) {}

    LogPart(RequestWatch watch) {
        this.watch = watch;
        setSpacing(8);
        failovers.setId("failovers");
        failovers.setAccessibleText("Failovers");
        totals.setId("totals");
        totals.setAccessibleText("Totals");
        getChildren().addAll(Parts.text("Failovers", "group"), none, failovers, totalsHeading, since, totals);
    }

    /** The failovers that are shown. */
    List<TableLine> lines() {
        return lines;
    }

    void show(Moment moment) {
        Made from = new Made(watch.log(), watch.told(), LocalDate.ofInstant(moment.now(), moment.zone()));
        if (!made.equals(from)) {
            made = from;
            lines = FailoverLog.of(watch.log(), watch.told(), moment.now(), moment.zone());
            show(failovers, lines);
        }
        Parts.there(none, lines.isEmpty());
        Optional<Totals> known = watch.totals();
        totalsHeading.setVisible(known.isPresent());
        since.setText(
                known.map(all -> all.sinceWords(moment.now(), moment.zone())).orElse(""));
        show(totals, known.map(Totals::lines).orElse(List.of()));
    }

    /** As high as its lines, up to some: more of them scroll. */
    private static void show(LineTable table, List<TableLine> lines) {
        table.show(lines);
        double height = LineTable.heightOf(Math.min(lines.size(), MOST_ROWS));
        table.setMinHeight(height);
        table.setPrefHeight(height);
        Parts.there(table, !lines.isEmpty());
    }
}
