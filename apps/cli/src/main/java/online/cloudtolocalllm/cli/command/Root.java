package online.cloudtolocalllm.cli.command;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.autostart.Installation;
import online.cloudtolocalllm.cli.daemon.DaemonControl;
import online.cloudtolocalllm.cli.page.Palette;
import online.cloudtolocalllm.cli.page.StatusPage;
import online.cloudtolocalllm.cli.page.WordWrap;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.cli.settings.DaemonSettings;
import online.cloudtolocalllm.cli.settings.FileSettings;
import online.cloudtolocalllm.cli.settings.Settings;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.config.store.OfflineSettings;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a name: shows what there is, and holds what all commands share. */
@Command(
        name = "cloudtolocalllm",
        synopsisSubcommandLabel = "COMMAND",
        description = "One local address for every language model: Ollama on this computer, others, and the cloud.",
        footer = {
            "",
            "Begin with:",
            "  ${ROOT-COMMAND-NAME} up          start, and see the address for other tools",
            "  ${ROOT-COMMAND-NAME} up --demo   a guided tour that touches nothing of yours",
            "  ${ROOT-COMMAND-NAME} chat \"Why is the sky blue?\"",
            "",
            Root.EXIT_CODES
        })
final class Root implements Callable<Integer> {

    /** The last line of every help text. */
    static final String EXIT_CODES = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the daemon is not running,%n"
            + "            4 no connection can serve, 5 port or address in use,%n"
            + "            6 home folder or settings unusable, 130 interrupted.";

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "No progress and no remarks; only the answer and errors.")
    private boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    // The option must have a place; the program acts before anything could read it.
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            description = "Show the version of this program.")
    private boolean version;

    Root(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (version) {
            print("cloudtolocalllm " + surroundings.version());
        } else {
            commandLine().usage(surroundings.out());
        }
        return ExitCode.OK.code();
    }

    CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    boolean quiet() {
        return quiet;
    }

    /** A line of the answer. */
    void print(String line) {
        surroundings.out().println(line);
    }

    /** Lines of the answer. */
    void print(List<String> lines) {
        lines.forEach(this::print);
    }

    /** A remark that is not the answer. */
    void progress(String line) {
        if (!quiet()) {
            int width = surroundings.terminal().err()
                    ? surroundings.terminal().columns().getAsInt()
                    : Integer.MAX_VALUE;
            Palette colours = new Palette(surroundings.colourOnErr());
            WordWrap.lines(surroundings.command().in(line), width)
                    .forEach(part -> surroundings.err().println(colours.dim(part)));
        }
    }

    /** Says that the daemon runs and who serves, or why nobody does. */
    void announce(String words, DaemonStatus status) {
        print(words + Words.harmless(status.gateway()));
        Optional<ConnectionId> active = status.snapshot().active();
        if (active.isPresent()) {
            print(active.get() + " serves.");
        } else {
            print("No connection can serve.");
            print(statusPage().reasons(status));
        }
        notes(status);
    }

    /** What the owner of the daemon should know; also with {@code --quiet}, since it tells of settings that do not count. */
    void notes(DaemonStatus status) {
        Palette colours = new Palette(surroundings.colourOnErr());
        for (String notice : status.notices()) {
            surroundings.err().println(colours.yellow("note:") + " " + Words.harmless(notice));
        }
    }

    DaemonControl daemon() throws CommandFailure {
        return new DaemonControl(surroundings, surroundings.locations());
    }

    /** How this program uses the daemon: as one that runs; starting it is a command of its own. */
    ClientOptions client() throws CommandFailure {
        return ClientOptions.of(
                        surroundings.locations(),
                        "cli/" + ProcessHandle.current().pid())
                .withStart(StartPolicy.NEVER);
    }

    /** All connections as one, over a link that the caller closes. */
    UnifiedConnectionService service() throws CommandFailure {
        return UnifiedConnectionService.open(client());
    }

    /** The settings: through the daemon while one runs, in the files otherwise. */
    Settings settings() throws CommandFailure {
        DaemonControl daemon = daemon();
        return daemon.statusIfRunning().isPresent()
                ? new DaemonSettings(daemon)
                : new FileSettings(
                        new OfflineSettings(surroundings.locations(), surroundings.environment(), surroundings.time()));
    }

    /** What the system is to start at login. */
    Installation installation() throws CommandFailure {
        return new Installation(
                surroundings.osName(),
                surroundings.environment(),
                surroundings.userHome(),
                surroundings.launcher(),
                surroundings.locations());
    }

    Palette palette() {
        return new Palette(surroundings.colourOnOut());
    }

    StatusPage statusPage() {
        return new StatusPage(
                palette(), surroundings.terminal().width(), surroundings.time().now(), surroundings.zone());
    }
}
