package online.cloudtolocalllm.cli;

import online.cloudtolocalllm.cli.command.Program;
import online.cloudtolocalllm.cli.run.Surroundings;

/** The process. */
final class Main {

    private Main() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(Program.run(Surroundings.ofThisProcess(), arguments));
    }
}
