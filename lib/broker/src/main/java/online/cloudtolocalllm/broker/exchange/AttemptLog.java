package online.cloudtolocalllm.broker.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import online.cloudtolocalllm.broker.relay.Refusal;
import online.cloudtolocalllm.broker.route.AttemptOutcome;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** The attempts of one request, for telling its sender who was asked and what came of it. */
final class AttemptLog {

    private final List<Attempt> attempts = new ArrayList<>();

    private record Attempt(ConnectionId connection, AttemptOutcome outcome) {}

    void add(ConnectionId connection, AttemptOutcome outcome) {
        attempts.add(new Attempt(connection, outcome));
    }

    boolean isEmpty() {
        return attempts.isEmpty();
    }

    /** Who failed last, which is who is failed over from. */
    ConnectionId last() {
        return attempts.getLast().connection;
    }

    String lastReason() {
        return reason(attempts.getLast().outcome);
    }

    /** The refusal when nobody answered. */
    Refusal refusal() {
        boolean timedOut =
                attempts.getLast().outcome instanceof AttemptOutcome.NoAnswer(String ignored, boolean late) && late;
        String all = attempts.stream()
                .map(attempt -> attempt.connection + ": " + reason(attempt.outcome))
                .collect(Collectors.joining("; "));
        return new Refusal(
                timedOut ? 504 : 502,
                "No connection answered (" + all
                        + "). Check with \"cloudtolocalllm status\", or start Ollama with \"ollama serve\".",
                attempts.size());
    }

    private static String reason(AttemptOutcome outcome) {
        return switch (outcome) {
            case AttemptOutcome.NotSent(String why) -> why;
            case AttemptOutcome.NoAnswer(String why, boolean ignored) -> why;
            case AttemptOutcome.Answered(int status, boolean ignored) -> "it answered " + status;
        };
    }
}
