package online.cloudtolocalllm.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the help of a command, or of all of them. */
@Command(
        name = "help",
        description = "Show the help of a command.",
        footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} help connections add", "", Root.EXIT_CODES})
final class HelpCommand implements Callable<Integer> {

    private final Root root;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Which one (default: all in short).")
    private List<String> words = List.of();

    HelpCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure {
        CommandLine shown = root.commandLine();
        for (String word : words) {
            CommandLine next = shown.getSubcommands().get(word);
            if (next == null) {
                WrongUsage wrong = WrongUsage.unknown(shown, word);
                throw new CommandFailure(ExitCode.USAGE, wrong.message(), wrong.advice());
            }
            shown = next;
        }
        shown.usage(root.surroundings().out());
        return ExitCode.OK.code();
    }
}
