package online.cloudtolocalllm.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says which version this is, and which one the running daemon is. */
@Command(
        name = "version",
        description = "Show the version of this program and of the running daemon.",
        footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} version --json", "", Root.EXIT_CODES})
final class VersionCommand implements Callable<Integer> {

    private final Root root;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    VersionCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        String version = root.surroundings().version();
        String java = Runtime.version().toString();
        Optional<String> daemon = daemonVersion();
        if (json) {
            root.print(JsonObject.builder()
                    .put("version", version)
                    .put("java", java)
                    .put("system", root.surroundings().osName())
                    .put("daemon", daemon.orElse(null))
                    .build()
                    .toJson());
        } else {
            root.print("cloudtolocalllm " + version + " (Java " + java + ", "
                    + root.surroundings().osName() + ")");
            root.print(
                    daemon.map(v -> "daemon " + Words.harmless(v) + ", running").orElse("daemon not running"));
        }
        return ExitCode.OK.code();
    }

    /** A version is asked for when something is wrong: whatever is wrong with the daemon must not keep it back. */
    private Optional<String> daemonVersion() {
        try {
            return root.daemon().statusIfRunning().map(DaemonStatus::version);
        } catch (CommandFailure e) {
            root.progress(e.message());
            return Optional.empty();
        }
    }
}
