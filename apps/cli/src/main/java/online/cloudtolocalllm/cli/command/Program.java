package online.cloudtolocalllm.cli.command;

import java.io.PrintWriter;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.run.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The commands put together. */
public final class Program {

    private static final int WIDEST_HELP = 100;
    private static final int NARROWEST_HELP = 60;

    private Program() {}

    /** Runs one command and returns its exit code; never throws. */
    public static int run(Surroundings surroundings, String... arguments) {
        Root root = new Root(surroundings);
        CommandLine line = new CommandLine(root)
                .addSubcommand("up", new UpCommand(root))
                .addSubcommand("status", new StatusCommand(root))
                .addSubcommand("chat", new ChatCommand(root))
                .addSubcommand("models", new ModelsCommand(root))
                .addSubcommand("pull", new PullCommand(root))
                .addSubcommand("test", new TestCommand(root))
                .addSubcommand("route", new RouteCommand(root))
                .addSubcommand("requests", new RequestsCommand(root))
                .addSubcommand("connections", ConnectionsCommand.with(root))
                .addSubcommand("token", TokenCommand.with(root))
                .addSubcommand("keys", KeysCommand.with(root))
                .addSubcommand("config", ConfigCommand.with(root))
                .addSubcommand("ipc", IpcCommand.with(root))
                .addSubcommand("start", new StartCommand(root))
                .addSubcommand("stop", new StopCommand(root))
                .addSubcommand("restart", new RestartCommand(root))
                .addSubcommand("logs", new LogsCommand(root))
                .addSubcommand("autostart", AutostartCommand.with(root))
                .addSubcommand("service", ServiceCommand.with(root))
                .addSubcommand("completion", new CompletionCommand(root))
                .addSubcommand("version", new VersionCommand(root))
                .addSubcommand("help", new HelpCommand(root))
                .addSubcommand("app", passedOn(new AppCommand(root)))
                .addSubcommand("settings", passedOn(new SettingsCommand(root)))
                .addSubcommand("daemon", passedOn(new DaemonCommand(root)))
                .addSubcommand("demo", passedOn(new DemoCommand(root)));
        int width = surroundings.terminal().out() ? surroundings.terminal().width() : WIDEST_HELP;
        line.setCommandName(surroundings.command().typed());
        line.setUsageHelpWidth(Math.clamp(width, NARROWEST_HELP, WIDEST_HELP));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(surroundings.colourOnOut() ? Ansi.ON : Ansi.OFF));
        line.setOut(new PrintWriter(surroundings.out(), true, surroundings.out().charset()));
        line.setErr(new PrintWriter(surroundings.err(), true, surroundings.err().charset()));
        line.setParameterExceptionHandler((e, given) -> wrongUsage(surroundings, e));
        line.setExecutionExceptionHandler((e, command, result) -> failed(surroundings, e));
        return line.execute(arguments);
    }

    /** A command whose options are another program's. */
    private static CommandLine passedOn(Object command) {
        return new CommandLine(command).setUnmatchedOptionsArePositionalParams(true);
    }

    private static int wrongUsage(Surroundings surroundings, ParameterException e) {
        WrongUsage wrong = WrongUsage.of(e);
        Complaint.print(surroundings, wrong.message(), wrong.advice());
        return ExitCode.USAGE.code();
    }

    private static int failed(Surroundings surroundings, Exception e) {
        if (e instanceof CommandFailure failure && failure.exitCode() == ExitCode.INTERRUPTED) {
            surroundings.err().println(failure.message());
            return ExitCode.INTERRUPTED.code();
        }
        if (e instanceof CommandFailure failure) {
            Complaint.print(surroundings, failure);
            return failure.exitCode().code();
        }
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.code();
        }
        Complaint.print(
                surroundings,
                "This should not have happened: " + e,
                "Please report it, with what CLOUDTOLOCALLLM_DEBUG=1 makes the same command print.");
        if (!surroundings
                .environment()
                .getOrDefault("CLOUDTOLOCALLLM_DEBUG", "")
                .isEmpty()) {
            e.printStackTrace(surroundings.err());
        }
        return ExitCode.FAILED.code();
    }
}
