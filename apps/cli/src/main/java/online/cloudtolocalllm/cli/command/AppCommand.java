package online.cloudtolocalllm.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.run.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens the chat window. */
@Command(
        name = "app",
        description = "Open the chat window, or show the one that is open.",
        footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} app", "", Root.EXIT_CODES})
final class AppCommand implements Callable<Integer> {

    private final Root root;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = List.of();

    AppCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return OtherProgram.runWindow(root.surroundings(), "app", "chat", arguments);
    }
}
