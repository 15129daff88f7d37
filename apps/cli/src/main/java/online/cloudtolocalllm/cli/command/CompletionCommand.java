package online.cloudtolocalllm.cli.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.page.FishCompletion;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.CommandName;
import online.cloudtolocalllm.cli.run.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what a shell needs to complete the commands of this program. */
@Command(
        name = "completion",
        description = "Print a script by which a shell completes commands and options with Tab.",
        footer = {
            "",
            "Examples:",
            "  bash:  source <(${ROOT-COMMAND-NAME} completion bash)",
            "  zsh:   source <(${ROOT-COMMAND-NAME} completion zsh)",
            "  fish:  ${ROOT-COMMAND-NAME} completion fish | source",
            "",
            "Put the line into the shell's start-up file to have it always.",
            Root.EXIT_CODES
        })
final class CompletionCommand implements Callable<Integer> {

    private final Root root;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell = "";

    CompletionCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure {
        // The name that a shell looks the program up by is its file's, wherever it lies.
        CommandLine commands = root.commandLine();
        String typed = commands.getCommandName();
        String name = CommandName.PLAIN.typed();
        commands.setCommandName(name);
        try {
            root.surroundings()
                    .out()
                    .print(
                            switch (shell.toLowerCase(Locale.ROOT)) {
                                case "bash", "zsh" -> AutoComplete.bash(name, commands);
                                case "fish" -> FishCompletion.of(commands.getCommandSpec());
                                default ->
                                    throw new CommandFailure(
                                            ExitCode.USAGE,
                                            "There is no completion for \"" + shell
                                                    + "\", only for bash, zsh and fish.",
                                            "For example: source <(cloudtolocalllm completion bash)");
                            });
        } finally {
            commands.setCommandName(typed);
        }
        return ExitCode.OK.code();
    }
}
