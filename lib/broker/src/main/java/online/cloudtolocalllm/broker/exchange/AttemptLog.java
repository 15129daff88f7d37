package online.cloudtolocalllm.broker.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import online.cloudtolocalllm.broker.relay.Refusal;
import online.cloudtolocalllm.broker.route.AttemptOutcome;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.FailoverEvent;

/** The attempts of one request, for telling its sender who was asked and what came of it. */
final class AttemptLog {

    private final List<Attempt> attempts = new ArrayList<>();

    private final List<String> passedOver = new ArrayList<>();

    /** Both, in order; nothing is made for the many requests that are answered at once. */
    private List<Tried> tried = List.of();

    private record Attempt(ConnectionId connection, AttemptOutcome outcome) {}

    void add(ConnectionId connection, AttemptOutcome outcome) {
        attempts.add(new Attempt(connection, outcome));
        tried(connection, reason(outcome));
    }

    /** A connection was not asked although it had been planned, and why. */
    void passedOver(ConnectionId connection, String why) {
        passedOver.add(connection + ": " + why);
        tried(connection, why);
    }

    private void tried(ConnectionId connection, String why) {
        if (tried.isEmpty()) {
            tried = new ArrayList<>();
        }
        tried.add(new Tried(connection.name(), why));
    }

    /** Who was asked, or was to be asked, besides the one that answers; not to be changed. */
    List<Tried> tried(ConnectionId answers) {
        return tried.isEmpty()
                ? tried
                : tried.stream()
                        .filter(each -> !each.connection().equals(answers.name()))
                        .toList();
    }

    /** Whether nobody was asked. */
    boolean isEmpty() {
        return attempts.isEmpty();
    }

    /** What is told of it that another connection answered after the one that failed last. */
    FailoverEvent failover(Instant at, ConnectionId to, String model) {
        Attempt last = attempts.getLast();
        return new FailoverEvent(at, last.connection, to, reason(last.outcome), model);
    }

    /** The refusal when nobody answered. */
    Refusal refusal() {
        String all = Stream.concat(
                        attempts.stream().map(attempt -> attempt.connection + ": " + reason(attempt.outcome)),
                        passedOver.stream())
                .collect(Collectors.joining("; "));
        return new Refusal(
                status(),
                "No connection answered (" + all
                        + "). Check with \"cloudtolocalllm status\", or start Ollama with \"ollama serve\".",
                attempts.size());
    }

    private int status() {
        if (attempts.isEmpty()) {
            return 503;
        }
        return attempts.getLast().outcome instanceof AttemptOutcome.NoAnswer(String ignored, boolean late) && late
                ? 504
                : 502;
    }

    private static String reason(AttemptOutcome outcome) {
        return switch (outcome) {
            case AttemptOutcome.NotSent(String why) -> why;
            case AttemptOutcome.NoAnswer(String why, boolean ignored) -> why;
            case AttemptOutcome.Answered(int status, boolean ignored) -> "it answered " + status;
        };
    }
}
