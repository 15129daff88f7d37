package online.cloudtolocalllm.real;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in its own process. Thread-safe; closing it ends the process and waits for that. */
final class RunningProgram implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private RunningProgram(Process process, Pattern line) {
        this.process = process;
        // Not virtual ones: a read of a pipe holds its carrier, and a few programs that say nothing would hold all.
        Thread.ofPlatform().daemon().start(() -> readOutput(line));
        Thread.ofPlatform().daemon().start(this::readErrors);
    }

    /**
     * Starts a program. Its standard input stays open until it is closed.
     *
     * @param line matches the line of its standard output by which it says that it serves; the first group is the address
     * @throws IOException if it cannot be started
     */
    static RunningProgram start(ProcessBuilder builder, Pattern line) throws IOException {
        return new RunningProgram(builder.start(), line);
    }

    /**
     * Blocks until the program serves.
     *
     * @return its address
     * @throws IOException if it ended or did not serve within three minutes; the message holds what it said
     */
    String address() throws IOException, InterruptedException {
        try {
            return ready.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the program did not start to serve. It said:\n" + said(), e);
        }
    }

    /** What the program wrote so far, both streams together. */
    String said() {
        return String.join("\n", said);
    }

    private void readOutput(Pattern line) {
        try (BufferedReader lines = process.inputReader()) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                said.add(text);
                Matcher matcher = line.matcher(text);
                if (matcher.find()) {
                    ready.complete(matcher.group(1));
                }
            }
            ready.completeExceptionally(new IOException("it ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private void readErrors() {
        try (BufferedReader lines = process.errorReader()) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            said.add("what it said on its standard error cannot be read: " + e);
        }
    }

    /** Ends the process and those that it started, at once and without a last word. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /**
     * Ends the process and waits until it is gone.
     *
     * @throws IOException if it did not stop when asked and was killed
     */
    @Override
    public void close() throws IOException {
        process.destroy();
        boolean stopped = false;
        try {
            stopped = process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!stopped) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException(
                    "the program did not stop within " + STOP_LIMIT.toSeconds() + " s. It said:\n" + said());
        }
    }
}
