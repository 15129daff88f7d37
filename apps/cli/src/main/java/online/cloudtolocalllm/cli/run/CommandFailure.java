package online.cloudtolocalllm.cli.run;

/** A command cannot go on. The message says what happened, the advice names the command that would help. */
public final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String advice;

    /**
     * A failure.
     *
     * @param exitCode how the command ends
     * @param message what happened, in one sentence or with details in further lines
     * @param advice what to do, ending with a command
     */
    public CommandFailure(ExitCode exitCode, String message, String advice) {
        super(message);
        this.exitCode = exitCode;
        this.advice = advice;
    }

    /** How the command ends. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** What happened. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** What to do. */
    public String advice() {
        return advice;
    }
}
