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

/** Starts the daemon. */
@Command(
        name = "start",
        description = "Start the daemon in the background. Does nothing if it runs.",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} start",
            "  ${ROOT-COMMAND-NAME} start --gateway 127.0.0.1:8080 --debug",
            "",
            Root.EXIT_CODES
        })
final class StartCommand implements Callable<Integer> {

    private final Root root;

    @Mixin
    private DaemonOptions options = new DaemonOptions();

    StartCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        Optional<GatewayAddress> gateway = options.gateway();
        DaemonControl daemon = root.daemon();
        Optional<DaemonStatus> running = daemon.statusIfRunning();
        if (running.isPresent()) {
            DaemonOptions.expect(gateway, running.get());
        } else {
            root.progress("Starting the daemon …");
        }
        boolean startedNow = daemon.start(options.arguments(), process -> {});
        DaemonStatus status = FrontDoor.settled(daemon);
        DaemonOptions.expect(gateway, status);
        root.announce(startedNow ? "The daemon runs: " : "The daemon was running already: ", status);
        return ExitCode.OK.code();
    }
}
