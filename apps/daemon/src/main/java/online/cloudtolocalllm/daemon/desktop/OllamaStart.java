package online.cloudtolocalllm.daemon.desktop;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import online.cloudtolocalllm.daemon.ipc.StatusFeed;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.launch.Detachment;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.tray.Notice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts Ollama beside the daemon, which it outlives, and says so if it does not come to serve. Thread-safe. */
final class OllamaStart {

    private static final Logger LOG = LoggerFactory.getLogger(OllamaStart.class);

    /** How long it may take until something listens where the connection asks. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    /** When its connection is probed after the start: left alone, one that is down is probed rarely. */
    private static final List<Duration> LOOKS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(6), Duration.ofSeconds(9));

    private final OllamaProgram program;
    private final Path output;
    private final Connections connections;
    private final Supplier<Set<String>> secretVariables;
    private final StatusFeed.Later later;
    private final Executor blocking;
    private final AtomicReference<@Nullable Attempt> underWay = new AtomicReference<>();
    private volatile Runnable listener = () -> {};

    /** The connections' state. Thread-safe; no method blocks. */
    interface Connections {

        /** As it is now. */
        StatusSnapshot snapshot();

        /** Has it looked at soon. */
        void hurry();
    }

    /** One start; its identity says which. */
    private static final class Attempt {
        private final ConnectionStatus connection;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        private Attempt(ConnectionStatus connection) {
            this.connection = connection;
        }
    }

    /** What became of a start. */
    sealed interface Outcome {

        /** Something listens where the connection asks. */
        record Listens() implements Outcome {}

        /** No connection waits for it. */
        record NotNeeded() implements Outcome {}

        /** It is being started already. */
        record UnderWay() implements Outcome {}

        /** It is not on this computer. */
        record Missing(Notice notice) implements Outcome {}

        /** It was started, and does not serve, or could not be started. */
        record Failed(Notice notice) implements Outcome {}
    }

    /**
     * A start that nobody asked for yet.
     *
     * @param output the file that gets what it prints
     * @param secretVariables names of the variables that it must not see
     * @param later waits for it
     */
    OllamaStart(
            OllamaProgram program,
            Path output,
            Connections connections,
            Supplier<Set<String>> secretVariables,
            StatusFeed.Later later,
            Executor blocking) {
        this.program = program;
        this.output = output;
        this.connections = connections;
        this.secretVariables = secretVariables;
        this.later = later;
        this.blocking = blocking;
    }

    /** Runs this when a start begins or is over. */
    void whenChanged(Runnable task) {
        listener = task;
    }

    /** Whether to offer it: it is installed, a connection waits for it, and it is not being started. Blocks on the disk. */
    boolean possible() {
        return underWay.get() == null
                && OllamaProgram.awaited(connections.snapshot()).isPresent()
                && program.find().isPresent();
    }

    /** Whether it is on this computer. Blocks on the disk. */
    boolean installed() {
        return program.find().isPresent();
    }

    /** Whether it is being started. */
    boolean starting() {
        return underWay.get() != null;
    }

    /**
     * Starts it, unless that is under way. Blocks on the disk.
     *
     * @return what became of it, on any thread; never a failure
     */
    CompletionStage<Outcome> start() {
        Optional<ConnectionStatus> awaited = OllamaProgram.awaited(connections.snapshot());
        if (awaited.isEmpty()) {
            LOG.info("Ollama is not started: no connection waits for it");
            return CompletableFuture.completedFuture(new Outcome.NotNeeded());
        }
        Optional<Path> found = program.find();
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Outcome.Missing(notice("Ollama is not installed", "Get it from https://ollama.com/download.")));
        }
        Attempt attempt = new Attempt(awaited.get());
        if (!underWay.compareAndSet(null, attempt)) {
            return CompletableFuture.completedFuture(new Outcome.UnderWay());
        }
        listener.run();
        start(found.get(), attempt);
        return attempt.outcome;
    }

    private void start(Path ollama, Attempt attempt) {
        Process process;
        WindowOutput printed;
        try {
            printed = WindowOutput.open(output);
            process = launch(ollama, attempt.connection);
        } catch (IOException e) {
            underWay.compareAndSet(attempt, null);
            listener.run();
            attempt.outcome.complete(
                    new Outcome.Failed(notice("Ollama could not be started", FileProblem.describe(e) + ".")));
            return;
        }
        LOG.info("started {} serve, process {}", ollama, process.pid());
        LOOKS.forEach(after -> later.run(after, connections::hurry));
        process.onExit().thenAcceptAsync(ended -> ended(attempt, printed, ended.exitValue()), blocking);
        later.run(
                LIMIT,
                () -> blocking.execute(() ->
                        over(attempt, printed, "It runs and does not listen after " + LIMIT.toSeconds() + " s.")));
    }

    private Process launch(Path ollama, ConnectionStatus connection) throws IOException {
        List<String> command = new ArrayList<>(Detachment.command(program.osName(), program.environment(), ollama));
        command.add("serve");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Detachment.nothing())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().clear();
        builder.environment().putAll(program.environment());
        builder.environment().keySet().removeAll(secretVariables.get());
        program.host(connection).ifPresent(host -> builder.environment().put("OLLAMA_HOST", host));
        return builder.start();
    }

    private void ended(Attempt attempt, WindowOutput printed, int exitCode) {
        if (exitCode != 0 || !Detachment.endsAtOnce()) {
            over(attempt, printed, "It ended with exit code " + exitCode + ".");
        }
    }

    /** Its time is over, or it ended; of the two only what comes first counts. */
    private void over(Attempt attempt, WindowOutput printed, String what) {
        if (!underWay.compareAndSet(attempt, null)) {
            return;
        }
        listener.run();
        boolean listens = connections
                .snapshot()
                .connection(attempt.connection.id())
                .filter(now -> !now.health().nothingListens())
                .isPresent();
        connections.hurry();
        attempt.outcome.complete(listens ? new Outcome.Listens() : new Outcome.Failed(silence(printed, what)));
    }

    private Notice silence(WindowOutput printed, String what) {
        String words = words(printed);
        return notice("Ollama did not come up", what + (words.isEmpty() ? "" : " " + words) + " See " + output + ".");
    }

    private static String words(WindowOutput printed) {
        try {
            return printed.lastWords();
        } catch (IOException e) {
            LOG.debug("{} cannot be read: {}", printed.file(), FileProblem.describe(e));
            return "";
        }
    }

    private static Notice notice(String title, String text) {
        return new Notice("ollama", Notice.Urgency.NORMAL, title, text, Optional.empty(), List.of());
    }
}
