package online.cloudtolocalllm.protocol.status;

import java.util.Arrays;
import java.util.Optional;

/** Whether the tray icon is seen. */
public enum TrayState {
    /** It is not wanted: a setting or an option says so. */
    OFF("off"),
    /** There is no desktop, or none that can be reached. */
    NO_DESKTOP("no_desktop"),
    /** There is a desktop, and no panel that shows icons. */
    NO_PANEL("no_panel"),
    /** It is seen. */
    SHOWN("shown");

    private final String word;

    TrayState(String word) {
        this.word = word;
    }

    /** The wire name. */
    public String word() {
        return word;
    }

    /** The state with this word. */
    public static Optional<TrayState> ofWord(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }
}
