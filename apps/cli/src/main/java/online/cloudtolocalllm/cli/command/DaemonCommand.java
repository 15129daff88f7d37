package online.cloudtolocalllm.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.run.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the daemon in the foreground. */
@Command(
        name = "daemon",
        description = "Run the daemon in the foreground, until Ctrl-C.",
        footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} daemon --gateway 127.0.0.1:8080 --debug", "", Root.EXIT_CODES
        })
final class DaemonCommand implements Callable<Integer> {

    private final Root root;

    @Parameters(
            arity = "0..*",
            paramLabel = "OPTION",
            description =
                    "--port N, --gateway HOST:PORT, --no-tray, --debug; --supervised starts it again after a crash")
    private List<String> arguments = List.of();

    DaemonCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return OtherProgram.run(root.surroundings(), "daemon", arguments);
    }
}
