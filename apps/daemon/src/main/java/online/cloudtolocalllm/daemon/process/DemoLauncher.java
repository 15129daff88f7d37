package online.cloudtolocalllm.daemon.process;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.launch.Launcher;

/** Starts the demo upstream as a child process. Thread-safe; everything that waits happens on virtual threads. */
public final class DemoLauncher {

    private static final Duration READY_LIMIT = Duration.ofSeconds(10);
    private static final Pattern READY = Pattern.compile("demo: serving on (http://127\\.0\\.0\\.1:[0-9]{1,5})");
    private static final int LONGEST_LINE = 500;

    private final List<String> command;
    private final Duration readyLimit;
    private final Supplier<Set<String>> secretVariables;

    /**
     * Starts the demo by a given command.
     *
     * @param command program and arguments; empty if there is none, so that every start fails saying so
     * @param readyLimit how long it may take to say that it serves
     */
    public DemoLauncher(List<String> command, Duration readyLimit) {
        this(command, readyLimit, Set::of);
    }

    /**
     * Starts the demo by a given command and keeps some of this process's environment from it.
     *
     * @param secretVariables names of the variables that hold tokens
     */
    public DemoLauncher(List<String> command, Duration readyLimit, Supplier<Set<String>> secretVariables) {
        this.command = List.copyOf(command);
        this.readyLimit = readyLimit;
        this.secretVariables = secretVariables;
    }

    /**
     * Starts the demo by the launcher that started this process, as {@link Launcher} tells.
     *
     * @param secretVariables names of the variables that hold tokens
     */
    public static DemoLauncher ofThisProcess(Supplier<Set<String>> secretVariables) {
        return new DemoLauncher(
                Launcher.ofThisProcess()
                        .map(launcher -> List.of(launcher.toString(), "demo", "--until-stdin-closes"))
                        .orElse(List.of()),
                READY_LIMIT,
                secretVariables);
    }

    /** Starts the demo. Returns at once; the stage completes on another thread, never with an exception. */
    public CompletionStage<DemoStartup> start() {
        if (command.isEmpty()) {
            return CompletableFuture.completedFuture(new DemoStartup.NoLauncher());
        }
        CompletableFuture<DemoStartup> startup = new CompletableFuture<>();
        Thread.ofVirtual().name("demo start").start(() -> run(startup));
        return startup;
    }

    private void run(CompletableFuture<DemoStartup> startup) {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeAll(secretVariables.get());
            process = builder.start();
        } catch (IOException e) {
            startup.complete(new DemoStartup.CannotRun(FileProblem.describe(e)));
            return;
        }
        CompletableFuture<DemoStartup> said = new CompletableFuture<>();
        // Not a virtual one: its read of a pipe would hold a carrier until the process ends.
        Thread.ofPlatform().daemon().name("demo output").start(() -> listen(process, said));
        said.completeOnTimeout(new DemoStartup.NotReady(readyLimit), readyLimit.toMillis(), TimeUnit.MILLISECONDS);
        DemoStartup outcome = said.join();
        if (!(outcome instanceof DemoStartup.Serving)) {
            DemoProcess.end(process);
        }
        startup.complete(outcome);
    }

    /** Reads to the end even when nobody is interested any more: a child whose output is not read stops at a full pipe. */
    private static void listen(Process process, CompletableFuture<DemoStartup> said) {
        String last = "";
        try (InputStream output = new BufferedInputStream(process.getInputStream())) {
            for (String line = readLine(output); !line.isEmpty(); line = readLine(output)) {
                String words = line.strip();
                Matcher ready = READY.matcher(words);
                if (ready.matches()) {
                    said.complete(new DemoStartup.Serving(new DemoProcess(process, ready.group(1))));
                } else if (!words.isEmpty()) {
                    last = words;
                }
            }
            said.complete(new DemoStartup.Ended(process.waitFor(), last));
        } catch (IOException e) {
            said.complete(new DemoStartup.CannotRun(FileProblem.describe(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            said.complete(new DemoStartup.CannotRun("the daemon is stopping"));
        }
    }

    /** A line with its line feed, cut to a bounded length; empty at the end of the stream. */
    private static String readLine(InputStream in) throws IOException {
        byte[] line = new byte[LONGEST_LINE];
        int length = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (length < LONGEST_LINE) {
                line[length++] = (byte) b;
            }
            if (b == '\n') {
                break;
            }
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }
}
