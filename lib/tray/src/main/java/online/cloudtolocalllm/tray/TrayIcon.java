package online.cloudtolocalllm.tray;

/** The forms of the icon; each is told from the others without colour. */
public enum TrayIcon {
    /** Nothing is configured, or nothing is known yet. */
    IDLE("idle"),
    /** A connection on this computer or network serves: filled. */
    LOCAL("local"),
    /** A connection in the cloud serves: an outlined cloud. */
    CLOUD("cloud"),
    /** Someone serves, and not as well as they should: a dot. */
    DEGRADED("degraded"),
    /** Nobody serves: a cross. */
    ERROR("error"),
    /** Everything is paused: bars. */
    PAUSED("paused");

    private final String word;

    TrayIcon(String word) {
        this.word = word;
    }

    /** The word in file names. */
    public String word() {
        return word;
    }
}
