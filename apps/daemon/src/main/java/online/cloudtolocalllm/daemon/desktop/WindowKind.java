package online.cloudtolocalllm.daemon.desktop;

/** The windows of the product; each is a program of its own and runs at most once. */
public enum WindowKind {
    /** The main window. */
    CHAT("app", "chat", "chat/", "chat window"),
    /** The settings. */
    SETTINGS("settings", "settings", "settings/", "settings window");

    private final String program;
    private final String folder;
    private final String client;
    private final String words;

    WindowKind(String program, String folder, String client, String words) {
        this.program = program;
        this.folder = folder;
        this.client = client;
        this.words = words;
    }

    /** The launcher's argument that starts it. */
    public String program() {
        return program;
    }

    /** The folder of its jars in a build of the launcher's. */
    public String folder() {
        return folder;
    }

    /** What its name begins with when it connects to the daemon. */
    public String client() {
        return client;
    }

    /** What people call it. */
    public String words() {
        return words;
    }
}
