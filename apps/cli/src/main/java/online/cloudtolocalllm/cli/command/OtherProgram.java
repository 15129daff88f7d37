package online.cloudtolocalllm.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.protocol.launch.Launcher;

/** A program of the product that is not this one; usually the launcher starts it and this program never sees its command. */
final class OtherProgram {

    private OtherProgram() {}

    /**
     * Runs a program with a window, if this installation has it: without it the launcher would pass the command back to this program,
     * for ever.
     *
     * @param folder the folder of its jars
     */
    static int runWindow(Surroundings surroundings, String command, String folder, List<String> arguments)
            throws CommandFailure, InterruptedException {
        if (!Launcher.has(surroundings.environment(), folder)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "This installation has no program \"" + command + "\".",
                    "Use the command line: cloudtolocalllm help");
        }
        return run(surroundings, command, arguments);
    }

    static int run(Surroundings surroundings, String command, List<String> arguments)
            throws CommandFailure, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of(surroundings.launcherOrFail().toString(), command));
        line.addAll(arguments);
        try {
            Process process = new ProcessBuilder(line).inheritIO().start();
            return process.waitFor();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The " + command + " could not be started: " + e.getMessage() + ".",
                    "Run it through the launcher: cloudtolocalllm " + command);
        }
    }
}
