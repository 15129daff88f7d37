package online.cloudtolocalllm.cli.command;

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

    private final Root root;

    @Option(names = "--json", description = "As one JSON object; with --watch one a line for every change.")
    private boolean json;

    @Option(names = "--watch", description = "Go on showing it as it changes, until q or Ctrl-C.")
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
        return new StatusWatch(root, screen, this::show).run(status).code();
    }

    private void show(DaemonStatus status) {
        if (json) {
            root.print(StatusJson.write(status).toJson());
        } else {
            root.print(root.statusPage().lines(status));
        }
    }
}
