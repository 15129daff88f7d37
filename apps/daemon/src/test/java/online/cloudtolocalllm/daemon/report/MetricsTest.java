package online.cloudtolocalllm.daemon.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {

    private final RequestMetrics metrics = new RequestMetrics(new ModelLabels(List.of("tiny")));

    private Map<String, Double> samples() {
        MetricsText text = new MetricsText();
        metrics.write(text);
        StateMetrics.write(text, status(), 7);
        return PrometheusText.read(text.toString());
    }

    private static DaemonStatus status() {
        ConnectionStatus local = new ConnectionStatus(
                Records.LOCAL,
                ConnectionKind.LOCAL_OLLAMA,
                "http://localhost:11434",
                true,
                10,
                new Health(HealthState.UP, Records.STARTED, ""),
                Optional.empty(),
                List.of(),
                true,
                Optional.of(Duration.ofNanos(4_900_000)),
                Optional.empty());
        StatusSnapshot snapshot =
                new StatusSnapshot(1, Records.STARTED, List.of(local), Optional.empty(), Optional.empty());
        return new DaemonStatus("1.2.3", 9, Instant.ofEpochMilli(1_500), "", 1 << 20, 5, 2, 0, List.of(), snapshot);
    }

    @Test
    void anEmptyDaemonHasWellFormedMetrics() {
        assertThat(samples())
                .containsEntry("cloudtolocalllm_requests_in_flight{}", 5.0)
                .containsEntry("cloudtolocalllm_requests_queued{}", 2.0)
                .containsEntry("cloudtolocalllm_unlogged_requests_total{}", 7.0)
                .containsEntry("cloudtolocalllm_build_info{version=1.2.3}", 1.0)
                .containsEntry("process_start_time_seconds{}", 1.5)
                .containsEntry("process_resident_memory_bytes{}", 1048576.0)
                .containsEntry("cloudtolocalllm_connection_up{connection=local_ollama}", 1.0)
                .containsEntry(
                        "cloudtolocalllm_connection_state{connection=local_ollama, state=up, type=local_ollama}", 1.0)
                .containsEntry(
                        "cloudtolocalllm_connection_state{connection=local_ollama, state=down, type=local_ollama}", 0.0)
                .containsEntry("cloudtolocalllm_probe_latency_seconds{connection=local_ollama}", 0.0049);
    }

    @Test
    void requestsAreCounted() {
        metrics.accept(Records.chat("tiny:latest"));
        metrics.accept(Records.chat("tiny"));
        metrics.accept(Records.cutAfterFailover("tiny"));
        metrics.accept(Records.refused(""));
        String requests = "cloudtolocalllm_requests_total{connection=";
        assertThat(samples())
                .containsEntry(requests + "local_ollama, kind=inference, model=tiny, outcome=whole, status=2xx}", 2.0)
                .containsEntry(requests + "cloud_proxy, kind=inference, model=tiny, outcome=cut, status=2xx}", 1.0)
                .containsEntry(requests + ", kind=read, model=, outcome=refused, status=5xx}", 1.0)
                .containsEntry("cloudtolocalllm_attempts_total{connection=local_ollama, outcome=passed_on}", 2.0)
                .containsEntry("cloudtolocalllm_attempts_total{connection=local_ollama, outcome=not_sent}", 1.0)
                .containsEntry("cloudtolocalllm_failovers_total{from=local_ollama, to=cloud_proxy}", 1.0)
                .containsEntry(
                        "cloudtolocalllm_tokens_total{connection=local_ollama, direction=completion, estimated=false,"
                                + " model=tiny}",
                        264.0)
                .containsEntry(
                        "cloudtolocalllm_tokens_total{connection=cloud_proxy, direction=completion, estimated=true,"
                                + " model=tiny}",
                        3.0)
                .containsEntry("cloudtolocalllm_request_bytes_total{connection=local_ollama}", 84.0)
                .containsEntry("cloudtolocalllm_response_bytes_total{connection=cloud_proxy}", 20.0)
                .containsEntry(
                        "cloudtolocalllm_request_duration_seconds_sum{connection=local_ollama, kind=inference,"
                                + " outcome=whole}",
                        3.0)
                .containsEntry(
                        "cloudtolocalllm_request_duration_seconds_bucket{connection=local_ollama, kind=inference,"
                                + " le=1, outcome=whole}",
                        0.0)
                .containsEntry(
                        "cloudtolocalllm_request_duration_seconds_bucket{connection=local_ollama, kind=inference,"
                                + " le=2.5, outcome=whole}",
                        2.0)
                .containsEntry(
                        "cloudtolocalllm_request_duration_seconds_bucket{connection=cloud_proxy, kind=inference,"
                                + " le=600, outcome=cut}",
                        0.0)
                .containsEntry(
                        "cloudtolocalllm_time_to_first_token_seconds_count{connection=local_ollama, model=tiny}", 2.0);
    }

    @Test
    void hostileNamesStayInsideTheirLabel() {
        metrics.accept(Records.chat("a\"} 1\\"));
        assertThat(samples().keySet()).anyMatch(key -> key.contains("model=a\"} 1\\"));
    }

    @Test
    void thereAreNeverMoreThanTwoHundredModels() {
        for (int i = 0; i < 1_000; i++) {
            metrics.accept(Records.chat("m" + i));
            metrics.accept(Records.refused("made-up-" + i));
        }
        Map<String, Double> samples = samples();
        assertThat(samples.keySet().stream()
                        .filter(key ->
                                key.startsWith("cloudtolocalllm_requests_total") && key.contains("kind=inference"))
                        .count())
                .isEqualTo(ModelLabels.MOST + 1 - 1);
        assertThat(samples)
                .containsEntry(
                        "cloudtolocalllm_requests_total{connection=, kind=read, model=other, outcome=refused,"
                                + " status=5xx}",
                        1000.0);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "-3, -3", "0.005, 0.005", "2.5, 2.5", "1000000, 1000000", "1e-7, 1.0E-7"})
    void numbersAreShort(double value, String text) {
        assertThat(MetricsText.number(value)).isEqualTo(text);
        assertThat(MetricsText.number(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
    }
}
