package online.cloudtolocalllm.cli.run;

/** How a command ended; the same numbers for every command and for the daemon. */
public enum ExitCode {
    /** Done. */
    OK(0),
    /** It failed. */
    FAILED(1),
    /** It was called in a way that makes no sense. */
    USAGE(2),
    /** It needs the daemon, which is not running. */
    NOT_RUNNING(3),
    /** No connection can serve. */
    NOTHING_SERVES(4),
    /** A port or an address is in use. */
    IN_USE(5),
    /** The home folder or the settings cannot be used. */
    HOME_UNUSABLE(6),
    /** Ended by Ctrl-C. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number that the shell sees. */
    public int code() {
        return code;
    }

    /** The exit code for a daemon that ended with this number: its own where it says something, else {@link #FAILED}. */
    public static ExitCode ofDaemon(int code) {
        return switch (code) {
            case 5 -> IN_USE;
            case 6 -> HOME_UNUSABLE;
            default -> FAILED;
        };
    }
}
