package online.cloudtolocalllm.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.daemon.DaemonControl;
import online.cloudtolocalllm.cli.daemon.GatewayAddress;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.up.FrontDoor;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the daemon if it runs, and starts it. */
@Command(
        name = "restart",
        description = "Stop the daemon if it runs, and start it.",
        footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} restart --debug", "", Root.EXIT_CODES})
final class RestartCommand implements Callable<Integer> {

    private final Root root;

    @Mixin
    private DaemonOptions options = new DaemonOptions();

    RestartCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        Optional<GatewayAddress> gateway = options.gateway();
        DaemonControl daemon = root.daemon();
        daemon.stop(() -> root.progress("Stopping the daemon …"));
        root.progress("Starting the daemon …");
        daemon.start(options.arguments(), process -> {});
        DaemonStatus status = FrontDoor.settled(daemon);
        DaemonOptions.expect(gateway, status);
        root.announce("The daemon runs: ", status);
        return ExitCode.OK.code();
    }
}
