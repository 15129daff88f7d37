package online.cloudtolocalllm.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.run.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens the settings window. */
@Command(
        name = "settings",
        description = "Open the settings, or show the window that is open.",
        footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} settings --tab connections", "", Root.EXIT_CODES})
final class SettingsCommand implements Callable<Integer> {

    private final Root root;

    @Parameters(
            arity = "0..*",
            paramLabel = "OPTION",
            description = "--tab NAME: the part that is shown first: connections, status, gateway, apps, general, logs"
                    + " or about.")
    private List<String> arguments = List.of();

    SettingsCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return OtherProgram.runWindow(root.surroundings(), "settings", "settings", arguments);
    }
}
