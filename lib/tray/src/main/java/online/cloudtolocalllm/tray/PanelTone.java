package online.cloudtolocalllm.tray;

import java.util.Arrays;
import java.util.Optional;

/** Which background the icon is drawn for. */
public enum PanelTone {
    /** As the desktop says. */
    AUTO("auto"),
    /** A dark panel: light lines. */
    DARK("dark"),
    /** A light panel: dark lines. */
    LIGHT("light");

    private final String word;

    PanelTone(String word) {
        this.word = word;
    }

    /** The word in settings and file names. */
    public String word() {
        return word;
    }

    /** The tone with this word. */
    public static Optional<PanelTone> ofWord(String word) {
        return Arrays.stream(values()).filter(tone -> tone.word.equals(word)).findFirst();
    }
}
