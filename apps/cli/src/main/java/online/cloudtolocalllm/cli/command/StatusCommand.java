package online.cloudtolocalllm.cli.command;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.daemon.DaemonControl;
import online.cloudtolocalllm.cli.page.StatusPage;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows who serves. */
@Command(
        name = "status",
        description = "Show the gateway's address, the connections and who serves.",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} status",
            "  ${ROOT-COMMAND-NAME} status --watch",
            "  ${ROOT-COMMAND-NAME} status --json | jq -r .active",
            "",
            StatusPage.MARKS,
            "Ends with 4 if no connection can serve.",
            Root.EXIT_CODES
        })
final class StatusCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** Moves to the upper left corner; each line clears its rest and the last one the rest of the screen, so nothing flickers. */
    private static final String TO_TOP = "\u001b[H";

    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_REST = "\u001b[J";
    private static final String CLEAR_ALL = "\u001b[2J";

    private final Root root;

    @Option(names = "--json", description = "As one JSON object; with --watch one a line for every change.")
    private boolean json;

    @Option(names = "--watch", description = "Go on showing it until Ctrl-C.")
    private boolean watch;

    StatusCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        DaemonControl daemon = root.daemon();
        DaemonStatus status = daemon.status();
        if (!watch) {
            show(status);
            return (status.snapshot().active().isPresent() ? ExitCode.OK : ExitCode.NOTHING_SERVES).code();
        }
        boolean screen = root.surroundings().terminal().out() && !json;
        if (screen) {
            root.surroundings().out().print(CLEAR_ALL);
        }
        watch(daemon, status, screen);
        return ExitCode.OK.code();
    }

    /** Ends only by an interruption, or when nobody reads the output any more. */
    private void watch(DaemonControl daemon, DaemonStatus first, boolean screen)
            throws CommandFailure, InterruptedException {
        Optional<DaemonStatus> status = Optional.of(first);
        String shown = "";
        while (!root.surroundings().out().checkError()) {
            String key =
                    status.map(s -> s.pid() + "/" + s.snapshot().revision()).orElse("gone");
            if (screen) {
                redraw(status);
            } else if (!key.equals(shown)) {
                status.ifPresentOrElse(this::show, () -> root.progress("The daemon does not run; waiting for it."));
            }
            shown = key;
            root.surroundings().pause().of(BETWEEN_LOOKS);
            status = daemon.statusIfRunning();
        }
    }

    private void redraw(Optional<DaemonStatus> status) {
        StringBuilder page = new StringBuilder(TO_TOP);
        status.ifPresentOrElse(
                s -> root.statusPage()
                        .lines(s)
                        .forEach(line -> page.append(line).append(CLEAR_LINE).append('\n')),
                () -> page.append("The daemon does not run; waiting for it.")
                        .append(CLEAR_LINE)
                        .append('\n'));
        root.surroundings().out().print(page.append(CLEAR_REST));
        root.surroundings().out().flush();
    }

    private void show(DaemonStatus status) {
        if (json) {
            root.print(StatusJson.write(status).toJson());
        } else {
            root.print(root.statusPage().lines(status));
        }
    }
}
