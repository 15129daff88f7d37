package online.cloudtolocalllm.settings.model;

/** What can be switched on and off in this window. */
public enum Option {
    /** The daemon starts when its user logs in. */
    AUTOSTART("", false, "Start at login", "The gateway is there as soon as you log in, without a window."),
    /** The icon in the panel. */
    TRAY("tray.show", true, "Icon in the panel", "Shows who serves, and a menu to pause, prefer and test connections."),
    /** Notifications. */
    NOTIFICATIONS(
            "notifications.show",
            true,
            "Notifications",
            "Tells you when another connection takes over, or none is left.");

    private final String key;
    private final boolean usual;
    private final String title;
    private final String sentence;

    Option(String key, boolean usual, String title, String sentence) {
        this.key = key;
        this.usual = usual;
        this.title = title;
        this.sentence = sentence;
    }

    /** Its dotted key among the daemon's settings; empty for one that is none of them. */
    public String key() {
        return key;
    }

    /** What it is where nobody has set it. */
    public boolean usual() {
        return usual;
    }

    /** Its name. */
    public String title() {
        return title;
    }

    /** What it does. */
    public String sentence() {
        return sentence;
    }
}
