package online.cloudtolocalllm.settings.model.status;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.window.words.ConnectionWords;

/** The whole page as text, for a bug report or a colleague. It holds no word of a question or an answer. Pure. */
public final class StatusText {

    private StatusText() {}

    /**
     * What is shown.
     *
     * @param live the daemon's state; empty while it is away
     * @param requests the lines that are shown
     * @param failovers the lines that are shown
     * @param totals what is known of them
     */
    public static String of(
            Optional<DaemonStatus> live,
            List<TableLine> requests,
            List<TableLine> failovers,
            Optional<Totals> totals,
            Instant now,
            ZoneId zone) {
        StringBuilder text = new StringBuilder("CloudToLocalLLM, ");
        text.append(now.truncatedTo(ChronoUnit.SECONDS)).append("\n\n");
        live.ifPresentOrElse(
                status -> text.append(daemon(status, now, zone)), () -> text.append("The daemon is away.\n"));
        section(text, "Requests", RequestLines.HEADINGS, requests);
        section(text, "Failovers", FailoverLog.HEADINGS, failovers);
        totals.ifPresent(known -> section(text, "Totals", Totals.HEADINGS, known.lines()));
        return text.toString();
    }

    private static void section(StringBuilder text, String title, List<String> headings, List<TableLine> lines) {
        text.append('\n').append(title).append('\n');
        text.append(lines.isEmpty() ? "none\n" : TableLine.text(headings, lines));
    }

    private static String daemon(DaemonStatus status, Instant now, ZoneId zone) {
        StatusPage page = StatusPage.of(status, now);
        StringBuilder text = new StringBuilder();
        text.append(page.mark()).append(' ').append(page.headline()).append("\n");
        text.append(page.below()).append('\n');
        text.append("Version: ").append(status.version()).append('\n');
        page.facts().forEach(fact -> text.append(fact.name())
                .append(": ")
                .append(fact.value())
                .append('\n'));
        page.notices().forEach(notice -> text.append("! ").append(notice).append('\n'));
        text.append("\nConnections\n");
        StatusSnapshot snapshot = status.snapshot();
        snapshot.connections().forEach(connection -> {
            boolean serving = snapshot.active().filter(connection.id()::equals).isPresent();
            ConnectionWords words = ConnectionWords.of(connection, serving, now, zone);
            text.append(words.mark()).append(' ').append(words.name());
            text.append(serving ? " (serves)" : "").append('\t').append(words.what());
            text.append('\t')
                    .append(words.state())
                    .append('\t')
                    .append(words.why())
                    .append('\n');
        });
        return text.toString();
    }
}
