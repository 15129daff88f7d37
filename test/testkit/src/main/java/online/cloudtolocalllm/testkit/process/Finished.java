package online.cloudtolocalllm.testkit.process;

import java.util.List;

/**
 * What a process left.
 *
 * @param exitCode its exit code; 128 and the signal's number after a signal
 * @param output everything it wrote to standard output
 * @param errors everything it wrote to standard error
 */
public record Finished(int exitCode, String output, String errors) {

    /** The lines of standard output. */
    public List<String> outputLines() {
        return output.lines().toList();
    }

    /** The lines of standard error. */
    public List<String> errorLines() {
        return errors.lines().toList();
    }
}
