package online.cloudtolocalllm.protocol.ipc;

import java.util.Locale;
import java.util.Optional;

/** What a client wants the tray icon to show, by the original's words. */
public enum IconState {
    /** Nothing to report. */
    IDLE,
    /** A connection serves. */
    CONNECTED,
    /** Something is wrong. */
    ERROR;

    /** The wire name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of this wire name. */
    public static Optional<IconState> ofWord(String word) {
        for (IconState state : values()) {
            if (state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
