package online.cloudtolocalllm.real;

import org.junit.jupiter.api.Assumptions;

/** Skips a test so that everybody sees it and knows what to install. */
final class Lacking {

    private Lacking() {}

    /**
     * Ends the running test, or all tests of a class, as skipped.
     *
     * @param what what is skipped
     * @param why what this computer lacks, and what to do
     */
    static void skip(String what, String why) {
        String message = "SKIPPED " + what + ": " + why;
        System.out.println(message);
        Assumptions.abort(message);
    }
}
