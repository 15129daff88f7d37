package online.cloudtolocalllm.protocol.status;

import java.util.Arrays;
import java.util.Optional;

/** How a connection is doing. */
public enum HealthState {
    /** Not asked yet, or not enabled. */
    UNKNOWN("unknown", "disconnected"),
    /** The first probe is under way, or a connection that was down answered once. */
    CONNECTING("connecting", "connecting"),
    /** It answers. */
    UP("up", "connected"),
    /** It answers, and some probes fail. */
    SLOW("slow", "connected"),
    /** It does not answer. */
    DOWN("down", "error"),
    /** It answers and refuses the credential. */
    SIGN_IN_NEEDED("sign-in needed", "error"),
    /** It answers that it was asked too much, and is left alone for a while. */
    RATE_LIMITED("limited", "error");

    private final String word;
    private final String legacyState;

    HealthState(String word, String legacyState) {
        this.word = word;
        this.legacyState = legacyState;
    }

    /** The word that people see, and the wire name. */
    public String word() {
        return word;
    }

    /** The value of {@code state} in {@code GET_CONNECTION_STATUS}: disconnected, connecting, connected or error. */
    public String legacyState() {
        return legacyState;
    }

    /** Whether requests are served now. */
    public boolean serves() {
        return this == UP || this == SLOW;
    }

    /** The state with this word. */
    public static Optional<HealthState> ofWord(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }
}
