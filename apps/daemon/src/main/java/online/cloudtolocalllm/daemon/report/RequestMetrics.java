package online.cloudtolocalllm.daemon.report;

import java.util.function.Consumer;
import online.cloudtolocalllm.broker.journal.AttemptRecord;
import online.cloudtolocalllm.broker.journal.RequestRecord;
import online.cloudtolocalllm.broker.journal.Tokens;
import online.cloudtolocalllm.broker.route.PathKind;

/** Counts of requests since the start, for {@code /_broker/metrics}. Thread-safe. */
final class RequestMetrics implements Consumer<RequestRecord> {

    /** Before the name of every metric that is ours alone. */
    static final String PREFIX = "cloudtolocalllm_";

    private final ModelLabels models;
    private final CounterFamily requests = new CounterFamily(
            PREFIX + "requests_total",
            "Requests that are over, by the connection that answered or was asked last, and the class of the HTTP"
                    + " status.",
            "connection",
            "model",
            "kind",
            "outcome",
            "status");
    private final CounterFamily attempts = new CounterFamily(
            PREFIX + "attempts_total", "Connections asked, by what came of it.", "connection", "outcome");
    private final CounterFamily failovers = new CounterFamily(
            PREFIX + "failovers_total", "Requests that one connection could not serve and another did.", "from", "to");
    private final CounterFamily tokens = new CounterFamily(
            PREFIX + "tokens_total",
            "Tokens as the servers count them; estimated where a stream told no count.",
            "connection",
            "model",
            "direction",
            "estimated");
    private final CounterFamily requestBytes =
            new CounterFamily(PREFIX + "request_bytes_total", "Bytes of request bodies received.", "connection");
    private final CounterFamily responseBytes = new CounterFamily(
            PREFIX + "response_bytes_total", "Bytes of answers passed on, without framing.", "connection");
    private final HistogramFamily durations = new HistogramFamily(
            PREFIX + "request_duration_seconds",
            "From the head of a request to the end of its answer.",
            "connection",
            "kind",
            "outcome");
    private final HistogramFamily firstTokens = new HistogramFamily(
            PREFIX + "time_to_first_token_seconds",
            "From the head of a request to the first words of its stream.",
            "connection",
            "model");

    RequestMetrics(ModelLabels models) {
        this.models = models;
    }

    @Override
    public void accept(RequestRecord record) {
        String connection = Words.doneBy(record).map(id -> id.name()).orElse("");
        String model = models.of(record);
        String kind = Words.of(record.kind());
        String outcome = Words.outcome(record);
        requests.add(1, connection, model, kind, outcome, statusClass(record.status()));
        for (AttemptRecord attempt : record.attempts()) {
            attempts.add(1, attempt.connection().name(), attempt.result().word());
        }
        record.failedOverFrom().ifPresent(from -> failovers.add(1, from.name(), connection));
        Tokens counted = record.tokens();
        tokens.add(counted.prompt().orElse(0), connection, model, "prompt", "false");
        tokens.add(
                counted.completion().orElse(0), connection, model, "completion", Boolean.toString(counted.estimated()));
        requestBytes.add(record.bytesIn(), connection);
        responseBytes.add(record.bytesOut(), connection);
        durations.add(record.duration(), connection, kind, outcome);
        if (record.kind() == PathKind.INFERENCE) {
            record.firstToken().ifPresent(took -> firstTokens.add(took, connection, model));
        }
    }

    private static String statusClass(int status) {
        return switch (status / 100) {
            case 1 -> "1xx";
            case 2 -> "2xx";
            case 3 -> "3xx";
            case 4 -> "4xx";
            case 5 -> "5xx";
            default -> "";
        };
    }

    void write(MetricsText text) {
        requests.write(text);
        attempts.write(text);
        failovers.write(text);
        tokens.write(text);
        requestBytes.write(text);
        responseBytes.write(text);
        durations.write(text);
        firstTokens.write(text);
    }
}
