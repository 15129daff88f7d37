package online.cloudtolocalllm.daemon.process;

import java.time.Duration;

/** What came of starting the demo. */
public sealed interface DemoStartup {

    /**
     * It serves.
     *
     * @param process the running demo, to be closed by whoever started it
     */
    record Serving(DemoProcess process) implements DemoStartup {}

    /** It does not run: each failure has words for people and a stable code. */
    sealed interface Failure extends DemoStartup {

        /** What happened and what to do. */
        String text();

        /** The same as one word. */
        String code();
    }

    /** Nothing tells how programs of this product are started. */
    record NoLauncher() implements Failure {
        @Override
        public String text() {
            return "The demo cannot be started: this daemon was not started by the cloudtolocalllm launcher. "
                    + "Stop it and start it again with \"cloudtolocalllm start\".";
        }

        @Override
        public String code() {
            return "demo_no_launcher";
        }
    }

    /**
     * The system refused to run it.
     *
     * @param reason the system's words
     */
    record CannotRun(String reason) implements Failure {
        @Override
        public String text() {
            return "The demo cannot be started: " + reason + ".";
        }

        @Override
        public String code() {
            return "demo_cannot_run";
        }
    }

    /**
     * It ended instead of serving.
     *
     * @param exitCode its exit code
     * @param lastWords the last line that it printed; may be empty
     */
    record Ended(int exitCode, String lastWords) implements Failure {
        @Override
        public String text() {
            return "The demo ended with exit code " + exitCode + " instead of serving"
                    + (lastWords.isEmpty() ? "." : ": " + lastWords);
        }

        @Override
        public String code() {
            return "demo_ended";
        }
    }

    /**
     * It runs and does not say that it serves; it was stopped.
     *
     * @param limit how long it had
     */
    record NotReady(Duration limit) implements Failure {
        @Override
        public String text() {
            return "The demo did not begin to serve within " + limit.toSeconds()
                    + " s and was stopped. Try again when the computer is less busy.";
        }

        @Override
        public String code() {
            return "demo_not_ready";
        }
    }
}
