package online.cloudtolocalllm.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a finished program left.
 *
 * @param command the program and its arguments
 * @param code its exit code
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
record Outcome(List<String> command, int code, String output, String errors) {

    /**
     * Runs a program to its end, without input.
     *
     * @param environment variables added to this process's
     * @throws IOException if it cannot be started or does not end within the limit
     */
    static Outcome of(List<String> command, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("output", ".txt");
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = false;
            try {
                ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                if (!ended) {
                    process.descendants().forEach(ProcessHandle::destroy);
                    process.destroy();
                }
            }
            Outcome outcome = new Outcome(command, ended ? process.exitValue() : -1, read(output), read(errors));
            if (!ended) {
                throw new IOException("not finished after " + limit.toSeconds() + " s: " + outcome);
            }
            return outcome;
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return String.join(" ", command) + " (exit code " + code + ")\n" + output + errors;
    }
}
