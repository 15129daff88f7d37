package online.cloudtolocalllm.cli.command;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.page.LogTail;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.protocol.files.Locations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the daemon's log. */
@Command(
        name = "logs",
        description = "Show the end of the daemon's log. It holds no prompts and no tokens.",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} logs -n 20",
            "  ${ROOT-COMMAND-NAME} logs -f | grep failover",
            "",
            Root.EXIT_CODES
        })
final class LogsCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final int MOST_LINES = 1_000_000;

    private final Root root;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many lines (default 100).")
    private int lines = 100;

    LogsCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        if (lines < 0 || lines > MOST_LINES) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "The number of lines is not between 0 and " + MOST_LINES + ".",
                    "For example: cloudtolocalllm logs -n 20");
        }
        Locations locations = root.surroundings().locations();
        try {
            show(new LogTail(locations.log()));
            return ExitCode.OK.code();
        } catch (NoSuchFileException e) {
            return console(locations.console());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.HOME_UNUSABLE,
                    locations.log() + " cannot be read: " + e.getMessage() + ".",
                    "Look at its permissions: ls -l " + locations.log());
        }
    }

    /** A daemon that failed before its log was open said why here. */
    private int console(Path file) throws CommandFailure {
        try {
            print(new LogTail(file).last(lines));
            return ExitCode.OK.code();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "There is no log yet: the daemon has not run here.",
                    "Start it with \"cloudtolocalllm up\".");
        }
    }

    private void show(LogTail tail) throws IOException, InterruptedException {
        print(tail.last(lines));
        while (follow && !root.surroundings().out().checkError()) {
            root.surroundings().pause().of(BETWEEN_LOOKS);
            print(tail.more().lines().toList());
        }
    }

    private void print(List<String> text) {
        boolean person = root.surroundings().terminal().out();
        text.forEach(line -> root.print(person ? Words.harmless(line) : line));
    }
}
