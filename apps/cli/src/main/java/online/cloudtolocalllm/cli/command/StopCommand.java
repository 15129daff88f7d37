package online.cloudtolocalllm.cli.command;

import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import picocli.CommandLine.Command;

/** Stops the daemon. */
@Command(
        name = "stop",
        description = {
            "Stop the daemon and wait until it is gone. Running requests get 10 s to end.",
            "Succeeds also if it was not running."
        },
        footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} stop", "", Root.EXIT_CODES})
final class StopCommand implements Callable<Integer> {

    private final Root root;

    StopCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        boolean ran = root.daemon().stop(() -> root.progress("Stopping the daemon …"));
        root.print(ran ? "The daemon has stopped." : "The daemon was not running.");
        return ExitCode.OK.code();
    }
}
