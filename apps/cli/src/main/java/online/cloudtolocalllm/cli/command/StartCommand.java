package online.cloudtolocalllm.cli.command;

import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.daemon.DaemonControl;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
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
        DaemonControl daemon = root.daemon();
        if (daemon.statusIfRunning().isEmpty()) {
            root.progress("Starting the daemon …");
        }
        boolean startedNow = daemon.start(options.arguments(), process -> {});
        root.print((startedNow ? "The daemon runs: " : "The daemon was running already: ")
                + daemon.status().gateway());
        return ExitCode.OK.code();
    }
}
