package online.cloudtolocalllm.testkit.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import online.cloudtolocalllm.testkit.Until;

/**
 * A running program whose output is collected. Thread-safe; {@link #close()} leaves nothing running. Signals go by the
 * process's handle, because {@link Process#destroy()} would also close the streams and lose the last words.
 */
public final class AppProcess implements AutoCloseable {

    /** A child that outlives the process may hold its output open; what came until then is all that is waited for. */
    private static final Duration OUTPUT_AFTER_EXIT = Duration.ofSeconds(10);
    /** Most lines that are awaited tell that a Java machine has started, which takes its time beside ten others. */
    private static final Duration START = Until.LIMIT.multipliedBy(4);

    /** Of the session of whoever runs the tests; and the options that every Java machine would announce on standard error. */
    private static final Set<String> TOLD_TO_NOBODY = Set.of(
            "DBUS_SESSION_BUS_ADDRESS",
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS");

    private final Command command;
    private final Process process;
    private final Output output;
    private final Output errors;

    private AppProcess(Command command, Process process) {
        this.command = command;
        this.process = process;
        this.output = Output.collect("output of " + process.pid(), process.getInputStream());
        this.errors = Output.collect("errors of " + process.pid(), process.getErrorStream());
    }

    /**
     * Starts a program.
     *
     * @throws IOException if it cannot be started or does not take its input
     */
    public static AppProcess start(Command command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.words());
        builder.environment().keySet().removeIf(AppProcess::isOurs);
        builder.environment().putAll(command.environment());
        AppProcess started = new AppProcess(command, builder.start());
        if (command.input().isPresent()) {
            try (OutputStream in = started.process.getOutputStream()) {
                command.input().get().writeTo(in);
            } catch (IOException e) {
                started.process.destroyForcibly();
                throw e;
            }
        }
        return started;
    }

    /**
     * Runs a program to its end; without input its standard input is empty.
     *
     * @throws AssertionError if it has not ended within the limit; it is killed then
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public static Finished run(Command command, Duration limit) throws IOException, InterruptedException {
        try (AppProcess process = start(command.input().isPresent() ? command : command.input(""))) {
            return process.awaitExit(limit);
        }
    }

    /** The process's number. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The ended lines of standard output so far. */
    public List<String> outputLines() {
        return output.lines();
    }

    /** The ended lines of standard error so far. */
    public List<String> errorLines() {
        return errors.lines();
    }

    /**
     * Blocks until standard output has a line that matches.
     *
     * @throws AssertionError with all output if none comes within 80 s or before the output ends
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public String awaitOutputLine(Predicate<String> wanted) throws InterruptedException {
        Optional<String> line = output.awaitLine(wanted, START);
        if (line.isEmpty() && output.hasEnded()) {
            // Why is told by the other stream, which is read by another thread.
            errors.awaitEnd(OUTPUT_AFTER_EXIT);
        }
        return line.orElseThrow(() -> new AssertionError("the awaited line did not come from " + describe()));
    }

    /**
     * Writes to its standard input.
     *
     * @throws IOException if it does not read any more
     */
    public void write(String text) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write(text.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /**
     * Ends its standard input.
     *
     * @throws IOException if that fails
     */
    public void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /**
     * Blocks until it has ended.
     *
     * @throws AssertionError with all output if it has not ended within the limit; it goes on running
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Finished awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + limit.toMillis() + " ms: " + describe());
        }
        output.awaitEnd(OUTPUT_AFTER_EXIT);
        errors.awaitEnd(OUTPUT_AFTER_EXIT);
        return new Finished(process.exitValue(), output.text(), errors.text());
    }

    /**
     * Asks it to stop (SIGTERM) and blocks until it has.
     *
     * @throws AssertionError if it has not ended within 20 s
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Finished stop() throws InterruptedException {
        process.toHandle().destroy();
        return awaitExit(Until.LIMIT);
    }

    /**
     * Kills it (SIGKILL) and blocks until it has ended.
     *
     * @throws AssertionError if it has not ended within 20 s
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Finished kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        return awaitExit(Until.LIMIT);
    }

    /**
     * Sends a signal.
     *
     * @param name without SIG: {@code INT}, {@code STOP}, {@code CONT}
     * @throws AssertionError if it cannot be sent
     * @throws IOException if the system has no {@code kill}
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public void signal(String name) throws IOException, InterruptedException {
        Finished sent = run(Command.of("kill", "-" + name, String.valueOf(pid())), Until.LIMIT);
        if (sent.exitCode() != 0) {
            throw new AssertionError("SIG" + name + " could not be sent: " + sent.errors());
        }
    }

    /**
     * How many descriptors it has open. Linux only.
     *
     * @throws IOException if the system does not tell
     */
    public int descriptorCount() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", String.valueOf(pid()), "fd"))) {
            return (int) all.count();
        }
    }

    /** Command, state and all output, for messages. */
    public String describe() {
        return String.join(" ", command.words()) + (isAlive() ? " (running)" : " (ended)") + "\n--- output\n"
                + output.text() + "--- errors\n" + errors.text();
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isOurs(String variable) {
        return variable.startsWith("CLOUDTOLOCALLLM_")
                || variable.startsWith("OLLAMA_")
                || variable.startsWith("XDG_")
                || TOLD_TO_NOBODY.contains(variable);
    }
}
