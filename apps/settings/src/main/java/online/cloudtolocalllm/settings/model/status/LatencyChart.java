package online.cloudtolocalllm.settings.model.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.Latency;
import online.cloudtolocalllm.protocol.words.Figures;

/** How long a connection's probes took. Pure. */
public final class LatencyChart {

    /** Between probes that are further apart than usual, by so much, there were some that were not answered. */
    private static final int UNUSUAL = 4;

    private static final Duration LEAST_GAP = Duration.ofSeconds(45);

    private LatencyChart() {}

    /** That of this connection. */
    public static Chart of(ConnectionStatus connection, Instant now) {
        List<List<Chart.Point>> runs = new ArrayList<>();
        List<Chart.Point> run = new ArrayList<>();
        double most = 0;
        Duration slowest = Duration.ZERO;
        Instant before = Instant.MIN;
        Duration gap = gap(connection.latencies());
        for (Latency latency : connection.latencies()) {
            double ago = Chart.ago(latency.at(), now);
            if (ago > 1 || ago < 0) {
                continue;
            }
            if (!run.isEmpty() && Duration.between(before, latency.at()).compareTo(gap) > 0) {
                runs.add(run);
                run = new ArrayList<>();
            }
            before = latency.at();
            slowest = latency.took().compareTo(slowest) > 0 ? latency.took() : slowest;
            double millis = latency.took().toNanos() / 1e6;
            most = Math.max(most, millis);
            run.add(new Chart.Point(ago, millis, Figures.latency(latency.took())));
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        double top = Chart.edge(most);
        boolean serves = connection.health().state().serves();
        return new Chart(
                runs,
                top,
                Figures.latency(Request.millis(top)),
                serves ? connection.latency().map(Figures::latency).orElse("") : "",
                runs.isEmpty() ? "" : Figures.latency(slowest));
    }

    private static Duration gap(List<Latency> latencies) {
        List<Duration> steps = new ArrayList<>();
        for (int i = 1; i < latencies.size(); i++) {
            steps.add(
                    Duration.between(latencies.get(i - 1).at(), latencies.get(i).at()));
        }
        steps.sort(null);
        Duration usual = steps.isEmpty() ? Duration.ZERO : steps.get(steps.size() / 2);
        Duration gap = usual.multipliedBy(UNUSUAL);
        return gap.compareTo(LEAST_GAP) > 0 ? gap : LEAST_GAP;
    }
}
