package online.cloudtolocalllm.settings.model.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.Latency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

    private static final Instant NOW = Requests.START;

    private static ConnectionStatus connection(HealthState state, List<Latency> latencies) {
        return new ConnectionStatus(
                new ConnectionId("x"),
                ConnectionKind.OLLAMA,
                "http://127.0.0.1:1",
                true,
                10,
                new Health(state, NOW, ""),
                Optional.empty(),
                List.of(),
                true,
                Optional.of(Duration.ofMillis(3)),
                Optional.empty(),
                false,
                false,
                List.of(),
                latencies);
    }

    private static Latency probe(long secondsAgo, long millis) {
        return new Latency(NOW.minusSeconds(secondsAgo), Duration.ofMillis(millis));
    }

    @Test
    void aConnectionThatDidNotAnswerHasAGap() {
        List<Latency> latencies = new ArrayList<>();
        latencies.add(probe(1_200, 9_000));
        for (int ago = 600; ago >= 0; ago -= 10) {
            if (ago > 400 || ago < 300) {
                latencies.add(probe(ago, ago == 200 ? 130 : 2));
            }
        }
        Chart chart = LatencyChart.of(connection(HealthState.UP, latencies), NOW);
        assertThat(chart.runs()).as("before and after it was down").hasSize(2);
        assertThat(chart.top()).isEqualTo(200);
        assertThat(chart.topLabel()).isEqualTo("200 ms");
        assertThat(chart.most()).as("what is older does not count").isEqualTo("130 ms");
        assertThat(chart.now()).isEqualTo("3 ms");
        assertThat(chart.at(200.0 / 900).map(Chart.Point::words)).contains("130 ms");
        assertThat(chart.at(350.0 / 900)).isEmpty();
        assertThat(LatencyChart.of(connection(HealthState.DOWN, latencies), NOW).now())
                .isEmpty();
    }

    @Test
    void rareProbesAreOneLine() {
        List<Latency> rare = List.of(probe(890, 1), probe(600, 1), probe(300, 1), probe(0, 1));
        assertThat(LatencyChart.of(connection(HealthState.UP, rare), NOW).runs())
                .hasSize(1);
        assertThat(LatencyChart.of(connection(HealthState.UP, List.of()), NOW).isEmpty())
                .isTrue();
    }

    private static List<Double> speeds(JsonObject... requests) {
        Chart chart = SpeedChart.of("x", Requests.log(requests), NOW.plusSeconds(120));
        return chart.runs().stream()
                .map(run -> run.getFirst().value())
                .map(value -> Math.round(value * 10) / 10.0)
                .toList();
    }

    @Test
    void oneAnswerCountsWithItsOwnSpeedHoweverShort() {
        assertThat(speeds(Requests.stream("a", "x"))).containsExactly(50.0);
        assertThat(speeds(Requests.stream("a", "x").without("tokens_per_second")))
                .as("from the first token to the end")
                .containsExactly(50.0);
        assertThat(speeds(Requests.stream("a", "x").without("first_token_ms")))
                .as("a whole answer, by the speed that the server told")
                .containsExactly(50.0);
        assertThat(speeds(Requests.stream("a", "y")))
                .as("of another connection")
                .isEmpty();
        assertThat(speeds(Requests.refused("a"))).isEmpty();
    }

    @Test
    void severalAtOnceAddUpAndPausesDoNotCount() {
        assertThat(speeds(Requests.stream("a", "x"), Requests.stream("b", "x"))).containsExactly(100.0);
        assertThat(speeds(Requests.stream("a", "x"), Requests.after(3, Requests.stream("b", "x"))))
                .as("in one slot, one after the other")
                .containsExactly(50.0);
        assertThat(speeds(Requests.stream("a", "x"), Requests.after(60, Requests.stream("b", "x"))))
                .as("a line, a gap, a line")
                .containsExactly(50.0, 50.0);
    }

    @Test
    void whatIsWrittenNowIsTold() {
        RequestLog log =
                Requests.log(Requests.running("a", "x"), Requests.running("b", "x"), Requests.running("c", "y"));
        Chart chart = SpeedChart.of("x", log, NOW.plusSeconds(5));
        assertThat(chart.now()).isEqualTo("100 tokens/s");
        assertThat(chart.top()).isCloseTo(100, within(0.001));
        assertThat(chart.runs().getLast().getLast().ago())
                .as("not in the future")
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-3, 1", "0.3, 0.5", "1, 1", "1.1, 2", "38, 50", "50, 50", "51, 100", "999, 1000"})
    void theEdgeIsARoundNumber(double most, double edge) {
        assertThat(Chart.edge(most)).isCloseTo(edge, within(1e-9));
    }
}
