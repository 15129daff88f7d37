package online.cloudtolocalllm.daemon;

/** Why the daemon cannot start; the message says what to do. */
final class CannotStartException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int exitCode;

    CannotStartException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
