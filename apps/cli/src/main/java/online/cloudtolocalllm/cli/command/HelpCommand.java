package online.cloudtolocalllm.cli.command;

import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the help of a command, or of all of them. */
@Command(
        name = "help",
        description = "Show the help of a command.",
        footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} help chat", "", Root.EXIT_CODES})
final class HelpCommand implements Callable<Integer> {

    private final Root root;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "Which one (default: all in short).")
    private @Nullable String command;

    HelpCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure {
        CommandLine all = root.commandLine();
        CommandLine shown = command == null ? all : all.getSubcommands().get(command);
        if (shown == null) {
            WrongUsage wrong = WrongUsage.unknown(
                    String.valueOf(command), all.getSubcommands().keySet());
            throw new CommandFailure(ExitCode.USAGE, wrong.message(), wrong.advice());
        }
        shown.usage(root.surroundings().out());
        return ExitCode.OK.code();
    }
}
