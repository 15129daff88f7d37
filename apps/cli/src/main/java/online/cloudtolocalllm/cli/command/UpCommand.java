package online.cloudtolocalllm.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.daemon.GatewayAddress;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.cli.tour.Tour;
import online.cloudtolocalllm.cli.up.FrontDoor;
import online.cloudtolocalllm.cli.up.UpPage;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The front door. */
@Command(
        name = "up",
        description = {
            "Find Ollama, start the daemon, and show the address for other tools.",
            "Where nothing can serve yet, say how to get Ollama and let a demonstration answer."
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} up",
            "  ${ROOT-COMMAND-NAME} up --demo          a guided tour in a temporary folder, 15 s",
            "  ${ROOT-COMMAND-NAME} up --no-demo || echo \"install Ollama first\"",
            "",
            Root.EXIT_CODES
        })
final class UpCommand implements Callable<Integer> {

    private final Root root;

    @Option(names = "--demo", description = "A guided tour on free ports that touches nothing of yours.")
    private boolean demo;

    @Option(names = "--keep", description = "With --demo: leave everything running at the end.")
    private boolean keep;

    @Option(names = "--no-demo", description = "Fail with 4 rather than let the demonstration answer.")
    private boolean noDemo;

    @Option(names = "--gateway", paramLabel = "HOST:PORT", description = "Address of the gateway, for this start.")
    private @Nullable String gateway;

    UpCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        if (demo && noDemo) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--demo and --no-demo exclude each other.", "See \"cloudtolocalllm up --help\".");
        }
        if (keep && !demo) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--keep belongs to --demo.", "Try \"cloudtolocalllm up --demo --keep\".");
        }
        if (demo && gateway != null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--demo takes free ports, and so no --gateway.",
                    "Try \"cloudtolocalllm up --gateway " + Words.harmless(gateway) + "\".");
        }
        Optional<GatewayAddress> wished =
                gateway == null ? Optional.empty() : Optional.of(GatewayAddress.parse(gateway));
        Surroundings surroundings = root.surroundings();
        if (demo) {
            return new Tour(surroundings, keep).run().code();
        }
        FrontDoor door = new FrontDoor(surroundings, surroundings.locations(), root::progress);
        DaemonStatus status = door.open(!noDemo, wished);
        root.print(UpPage.lines(status, root.statusPage(), root.palette(), surroundings.command()));
        root.notes(status);
        boolean demoServes = status.snapshot()
                .active()
                .flatMap(status.snapshot()::connection)
                .map(connection -> connection.kind() == ConnectionKind.DEMO)
                .orElse(false);
        if (demoServes && root.quiet()) {
            surroundings.err().println("A demonstration answers, as the model \"demo\".");
        }
        return ExitCode.OK.code();
    }
}
