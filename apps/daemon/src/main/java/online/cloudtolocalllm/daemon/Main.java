package online.cloudtolocalllm.daemon;

/** Starts the daemon. */
public final class Main {

    private Main() {}

    /** Runs until the daemon is stopped; the exit code says why it ended. */
    public static void main(String[] arguments) {
        System.exit(new DaemonProgram(System.getenv(), System.out, System.err).run(arguments));
    }
}
