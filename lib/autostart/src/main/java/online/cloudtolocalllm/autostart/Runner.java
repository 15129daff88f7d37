package online.cloudtolocalllm.autostart;

import java.io.IOException;
import java.util.List;

/** Runs a program of the system to its end. */
@FunctionalInterface
interface Runner {

    /**
     * How it ended.
     *
     * @param code its exit code
     * @param output what it printed, both streams together, without blanks around it
     */
    record Ran(int code, String output) {

        /** Whether it did what it should. */
        boolean worked() {
            return code == 0;
        }
    }

    /**
     * Runs it. Blocks.
     *
     * @param words the program and its arguments
     * @throws IOException if it cannot be started or does not end
     */
    Ran run(List<String> words) throws IOException;
}
