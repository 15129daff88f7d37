package online.cloudtolocalllm.tray;

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

    /** The word in file names. */
    public String word() {
        return word;
    }
}
