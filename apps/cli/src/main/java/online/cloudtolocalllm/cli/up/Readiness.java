package online.cloudtolocalllm.cli.up;

import java.util.function.Predicate;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;

/** What a status says about being ready. Pure. */
enum Readiness {
    /** A connection of the user's serves. */
    SERVES,
    /** Only the demonstration serves. */
    DEMO_SERVES,
    /** Not every connection has been tried yet. */
    UNDECIDED,
    /** Every connection was tried and none serves. */
    NOTHING_SERVES;

    /**
     * The readiness in a status.
     *
     * @param localAnswers whether Ollama was seen to answer at the address of {@code local_ollama}, so that the daemon
     *     will find it at its next probe
     */
    static Readiness of(DaemonStatus status, boolean localAnswers) {
        if (any(status, c -> serves(c) && c.kind() != ConnectionKind.DEMO)) {
            return SERVES;
        }
        if (any(status, c -> untried(c) || (localAnswers && c.kind() == ConnectionKind.LOCAL_OLLAMA))) {
            return UNDECIDED;
        }
        return any(status, Readiness::serves) ? DEMO_SERVES : NOTHING_SERVES;
    }

    private static boolean any(DaemonStatus status, Predicate<ConnectionStatus> test) {
        return status.snapshot().connections().stream()
                .filter(ConnectionStatus::enabled)
                .anyMatch(test);
    }

    private static boolean serves(ConnectionStatus connection) {
        return connection.health().state().serves();
    }

    private static boolean untried(ConnectionStatus connection) {
        HealthState state = connection.health().state();
        return connection.kind() != ConnectionKind.DEMO
                && (state == HealthState.UNKNOWN || state == HealthState.CONNECTING);
    }
}
