package online.cloudtolocalllm.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.run.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the demonstration upstream. */
@Command(
        name = "demo",
        description =
                "Run the demonstration upstream: a scripted Ollama look-alike that answers as the model \"demo\".",
        footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} demo --port 11434", "", Root.EXIT_CODES})
final class DemoCommand implements Callable<Integer> {

    private final Root root;

    @Parameters(
            arity = "0..*",
            paramLabel = "OPTION",
            description = "--port N, --name NAME, --tokens-per-second N, --cloud, --token-file FILE")
    private List<String> arguments = List.of();

    DemoCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return OtherProgram.run(root.surroundings(), "demo", arguments);
    }
}
