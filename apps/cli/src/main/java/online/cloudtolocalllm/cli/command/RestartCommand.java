package online.cloudtolocalllm.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.autostart.ServiceState;
import online.cloudtolocalllm.autostart.Services;
import online.cloudtolocalllm.cli.daemon.DaemonControl;
import online.cloudtolocalllm.cli.daemon.GatewayAddress;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.up.FrontDoor;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Supervision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the daemon if it runs, and starts it. */
@Command(
        name = "restart",
        description = {
            "Stop the daemon if it runs, and start it. A service is restarted as a service; what \"daemon"
                    + " --supervised\"",
            "supervised is supervised again."
        },
        footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} restart --debug", "", Root.EXIT_CODES})
final class RestartCommand implements Callable<Integer> {

    private final Root root;

    @Mixin
    private DaemonOptions options = new DaemonOptions();

    RestartCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        Optional<GatewayAddress> gateway = options.gateway();
        DaemonControl daemon = root.daemon();
        Supervision supervised =
                daemon.statusIfRunning().map(DaemonStatus::supervised).orElse(Supervision.NONE);
        boolean service = supervised == Supervision.SERVICE && isService();
        daemon.stop(() -> root.progress("Stopping the daemon …"));
        if (service) {
            startService(daemon);
        } else {
            start(daemon, supervised);
        }
        DaemonStatus status = FrontDoor.settled(daemon);
        DaemonOptions.expect(gateway, status);
        root.announce("The daemon runs: ", status);
        return ExitCode.OK.code();
    }

    /** Asked before the daemon is stopped: where its manager does not answer, nobody would start it again. */
    private boolean isService() throws CommandFailure {
        if (!options.arguments().isEmpty()) {
            root.progress(
                    "The service knows no options: this daemon is not the service's, but supervised by the launcher.");
            return false;
        }
        boolean running = Services.of(root.installation()).state()
                        instanceof ServiceState.Installed(String _, boolean _, ServiceState.Activity activity)
                && activity == ServiceState.Activity.RUNNING;
        if (!running) {
            root.progress("The system does not know the service as running: this daemon is not the service's, but"
                    + " supervised by the launcher.");
        }
        return running;
    }

    private void startService(DaemonControl daemon) throws CommandFailure, InterruptedException {
        root.progress("Starting the service …");
        if (Services.of(root.installation()).start() instanceof ServiceState.Unavailable(String why)) {
            throw new CommandFailure(
                    ExitCode.FAILED, Words.harmless(why), "Start it by hand with \"cloudtolocalllm up\".");
        }
        daemon.awaitStart("The service was started, but its daemon");
    }

    /** Who started the former daemon again after a crash does so with the new one. */
    private void start(DaemonControl daemon, Supervision supervised) throws CommandFailure, InterruptedException {
        List<String> arguments = new ArrayList<>(options.arguments());
        root.progress("Starting the daemon …");
        if (supervised != Supervision.NONE) {
            // On Windows the launcher knows it in the first place only.
            arguments.addFirst("--supervised");
        }
        daemon.start(arguments, process -> {});
    }
}
