package online.cloudtolocalllm.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import online.cloudtolocalllm.cli.daemon.DaemonControl;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.pull.PullLines;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.PullRun;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.client.model.PullProgress;
import online.cloudtolocalllm.client.model.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Downloads a model. */
@Command(
        name = "pull",
        description = "Download a model to the first connection that takes models.",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} pull llama3.2",
            "  ${ROOT-COMMAND-NAME} pull llama3.2 --connection gpu_box",
            "",
            "Ctrl-C cancels; what was downloaded stays, and the next pull goes on from there.",
            Root.EXIT_CODES
        })
final class PullCommand implements Callable<Integer> {

    private final Root root;
    private final Surroundings surroundings;

    @Parameters(paramLabel = "MODEL", description = "Its name, such as llama3.2 or qwen3:4b.")
    private String model = "";

    @Option(
            names = {"-c", "--connection"},
            paramLabel = "C",
            description = "Where to.")
    private @Nullable String connection;

    @Option(
            names = "--json",
            description = "One JSON object a line for all that is told; the last one says \"success\".")
    private boolean json;

    /** Whether some of the model came. */
    private boolean begun;

    PullCommand(Root root) {
        this.root = root;
        this.surroundings = root.surroundings();
    }

    @Override
    public Integer call() throws CommandFailure {
        root.daemon().status();
        Target target = connection == null ? Target.ANYWHERE : Target.on(connection);
        AtomicBoolean over = new AtomicBoolean();
        Thread onExit = new Thread(() -> cancelled(over), "cancelled-pull");
        Runtime.getRuntime().addShutdownHook(onExit);
        try (UnifiedConnectionService service = root.service();
                PullRun run = service.pull(model, target)) {
            String servedBy = run.served().connection();
            Optional<String> status = json ? lines(run, servedBy) : bars(run, servedBy);
            if (!status.equals(Optional.of("success"))) {
                throw brokeOff("it ended without \"success\"");
            }
            if (!json) {
                root.print(Words.model(model) + " is there, through " + Words.harmless(servedBy) + ".");
            }
            return ExitCode.OK.code();
        } catch (DaemonException e) {
            throw failure(e);
        } finally {
            over.set(true);
            removeHook(onExit);
        }
    }

    /** The end of this process ends the link, which ends the download. */
    private void cancelled(AtomicBoolean over) {
        if (!over.get()) {
            surroundings.err().println();
            root.progress("Cancelled. What was downloaded stays; the next pull goes on from there.");
        }
    }

    private static void removeHook(Thread onExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The program is being ended, and the hook says so.
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> taken(PullProgress progress) {
        begun |= progress.total().isPresent();
        return Optional.of(progress.status());
    }

    private Optional<String> lines(PullRun run, String servedBy) throws DaemonException {
        Optional<String> status = Optional.empty();
        for (Optional<PullProgress> p = run.next(); p.isPresent(); p = run.next()) {
            status = taken(p.get());
            root.print(p.get().json().with("served_by", servedBy).toJson());
            if (surroundings.out().checkError()) {
                run.cancel();
            }
        }
        return status;
    }

    private Optional<String> bars(PullRun run, String servedBy) throws DaemonException {
        PullLines lines =
                new PullLines(surroundings.terminal().err(), width(), "(through " + Words.harmless(servedBy) + ")");
        Optional<String> status = Optional.empty();
        try {
            for (Optional<PullProgress> p = run.next(); p.isPresent(); p = run.next()) {
                status = taken(p.get());
                print(lines.take(p.get(), surroundings.time().nanoTime()));
            }
        } finally {
            print(lines.end());
        }
        return status;
    }

    /** Asked once, since asking starts a process. */
    private IntSupplier width() {
        int columns = surroundings.terminal().err()
                ? surroundings.terminal().columns().getAsInt()
                : Integer.MAX_VALUE;
        return () -> columns;
    }

    private void print(String text) {
        if (!root.quiet() && !text.isEmpty()) {
            surroundings.err().print(text);
            surroundings.err().flush();
        }
    }

    private CommandFailure failure(DaemonException e) {
        String why = Words.harmless(String.valueOf(e.getMessage()));
        return switch (e) {
            case DaemonException.Unserved unserved
            when unserved.httpStatus() == 502 || unserved.httpStatus() == 503 || unserved.httpStatus() == 504 ->
                new CommandFailure(
                        ExitCode.NOTHING_SERVES,
                        Words.sentence(why),
                        connection == null
                                ? "If another connection should take it: \"cloudtolocalllm pull "
                                        + Words.harmless(model) + " --connection NAME\"."
                                : "See why with \"cloudtolocalllm test " + Words.harmless(connection) + "\".");
            case DaemonException.Unserved _, DaemonException.Refused _ -> notBegun(why);
            case DaemonException.Broken _, DaemonException.LinkLost _ -> begun ? brokeOff(why) : notBegun(why);
            default -> DaemonControl.failure(e);
        };
    }

    private CommandFailure notBegun(String why) {
        return new CommandFailure(
                ExitCode.FAILED,
                Words.harmless(model) + " was not downloaded: " + Words.sentence(why),
                "The names of models are at https://ollama.com/library; see what is here with"
                        + " \"cloudtolocalllm models\".");
    }

    private CommandFailure brokeOff(String why) {
        return new CommandFailure(
                ExitCode.FAILED,
                "The download is not whole, it broke off: " + Words.sentence(why),
                "Go on where it ended with \"cloudtolocalllm pull " + Words.harmless(model) + "\".");
    }
}
