package online.cloudtolocalllm.cli.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.words.Figures;

/**
 * The page of {@code status}.
 *
 * @param palette its colours
 * @param width the longest line
 * @param now the time of day, for "since" and "up"
 * @param zone in which times are shown
 */
public record StatusPage(Palette palette, int width, Instant now, ZoneId zone) {

    /** What the marks mean. */
    public static final String MARKS =
            "Marks: ● up  ◐ slow, limited or sign-in needed  ○ down  ◌ not known yet  ‖ paused  · off";

    private static final int ROOM_FOR_A_CHART = 100;
    private static final int WORTH_A_CHART = 2;

    /** The whole page, one line an entry. */
    public List<String> lines(DaemonStatus status) {
        List<String> lines = new ArrayList<>();
        String state = status.snapshot().active().isPresent()
                ? "Serving on " + status.gateway()
                : "No connection can serve; the gateway is " + status.gateway();
        String facts = "up " + Figures.span(Duration.between(status.started(), now))
                + (status.residentBytes() > 0 ? "    " + Figures.size(status.residentBytes()) : "");
        lines.add(palette.bold(Words.harmless(state)) + "    " + facts);
        lines.addAll(connections(status));
        lines.add(last(status));
        for (String notice : status.notices()) {
            lines.add(palette.yellow("note:") + " " + Words.harmless(notice));
        }
        return lines;
    }

    /** The table of connections. */
    public List<String> connections(DaemonStatus status) {
        List<ConnectionStatus> connections = status.snapshot().connections();
        if (connections.isEmpty()) {
            return List.of("  No connection is configured.");
        }
        boolean chart = width >= ROOM_FOR_A_CHART
                && connections.stream().anyMatch(one -> one.latencies().size() >= WORTH_A_CHART);
        Table table = new Table(chart ? "<<>><<<" : "<<>><<");
        row(table, chart, "", palette::dim, "LAST 15 MIN", "NAME", "STATE", "LATENCY", "MODELS", "SINCE", "");
        for (ConnectionStatus connection : connections) {
            HealthState state = connection.health().state();
            boolean active = status.snapshot().active().equals(Optional.of(connection.id()));
            row(
                    table,
                    chart,
                    mark(connection),
                    paint(connection),
                    Sparkline.of(connection.latencies(), now),
                    connection.id().name(),
                    word(connection),
                    connection
                            .latency()
                            .filter(latency -> state.serves())
                            .map(Figures::latency)
                            .orElse("–"),
                    connection.modelsKnown()
                            ? Integer.toString(connection.models().size())
                            : "–",
                    connection.enabled() ? Figures.moment(connection.health().since(), now, zone) : "–",
                    remark(connection, active));
        }
        return table.lines(width);
    }

    /** A row with or without the chart, which stands behind the number of models. */
    private static void row(
            Table table, boolean chart, String mark, UnaryOperator<String> paint, String line, String... cells) {
        List<String> all = new ArrayList<>(List.of(cells));
        if (chart) {
            all.add(4, line);
        }
        table.row(mark, paint, all.toArray(String[]::new));
    }

    /** The word for how a connection is doing. */
    public static String word(ConnectionStatus connection) {
        if (!connection.enabled()) {
            return "off";
        }
        return connection.paused() ? "paused" : connection.health().state().word();
    }

    private String last(DaemonStatus status) {
        String requests = Figures.count(status.requestsRunning(), "request") + " running, " + status.requestsServed()
                + " served.";
        return status.snapshot().lastFailover().map(this::failover).orElse("") + requests;
    }

    private String failover(FailoverEvent event) {
        return "Last failover " + Figures.moment(event.at(), now, zone) + ": " + event.from() + " → " + event.to()
                + (event.why().isEmpty() ? "" : " (" + Words.harmless(event.why()) + ")") + ". ";
    }

    private static String remark(ConnectionStatus connection, boolean active) {
        String reason = Words.harmless(connection.health().reason());
        if (!connection.enabled()) {
            return "";
        }
        List<String> remarks = new ArrayList<>();
        if (active) {
            remarks.add("serving");
        }
        if (connection.preferred()) {
            remarks.add("preferred");
        }
        if (!reason.isEmpty()) {
            remarks.add(reason);
        }
        return String.join(", ", remarks);
    }

    /** The mark of how a connection is doing. */
    public static String mark(ConnectionStatus connection) {
        if (!connection.enabled()) {
            return "·";
        }
        if (connection.paused()) {
            return "‖";
        }
        return switch (connection.health().state()) {
            case UP -> "●";
            case SLOW, SIGN_IN_NEEDED, RATE_LIMITED -> "◐";
            case UNKNOWN, CONNECTING -> "◌";
            case DOWN -> "○";
        };
    }

    /** The colour of its mark. */
    public UnaryOperator<String> paint(ConnectionStatus connection) {
        if (!connection.enabled() || connection.paused()) {
            return palette::dim;
        }
        return switch (connection.health().state()) {
            case UP -> palette::green;
            case SLOW, SIGN_IN_NEEDED, RATE_LIMITED -> palette::yellow;
            case UNKNOWN, CONNECTING -> palette::dim;
            case DOWN -> palette::red;
        };
    }

    /** The connections that cannot serve and why, as shown below an error: one line each, without colour. */
    public List<String> reasons(DaemonStatus status) {
        Table table = new Table("<<<");
        for (ConnectionStatus connection : status.snapshot().connections()) {
            if (connection.enabled()) {
                String since = connection.health().state() == HealthState.DOWN
                        ? " since " + Figures.moment(connection.health().since(), now, zone)
                        : "";
                table.row(
                        "",
                        UnaryOperator.identity(),
                        connection.id().name(),
                        word(connection) + since,
                        Words.harmless(connection.health().reason()));
            }
        }
        return table.lines(width);
    }
}
