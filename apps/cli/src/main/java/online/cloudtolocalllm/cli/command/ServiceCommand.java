package online.cloudtolocalllm.cli.command;

import java.util.concurrent.Callable;
import online.cloudtolocalllm.autostart.Service;
import online.cloudtolocalllm.autostart.ServiceState;
import online.cloudtolocalllm.autostart.Services;
import online.cloudtolocalllm.cli.daemon.DaemonControl;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.up.FrontDoor;
import online.cloudtolocalllm.protocol.json.JsonObject;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The daemon as a service of the system. */
@Command(
        name = "service",
        description = {
            "The daemon as a service of the system: started at login without a desktop, and again after a crash.",
            "By systemd on Linux, launchd on macOS, the Task Scheduler on Windows."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} service install",
            "  ${ROOT-COMMAND-NAME} service status",
            "",
            Root.EXIT_CODES
        })
final class ServiceCommand implements Callable<Integer> {

    private final Root root;

    private ServiceCommand(Root root) {
        this.root = root;
    }

    static CommandLine with(Root root) {
        return new CommandLine(new ServiceCommand(root))
                .addSubcommand("install", new Install(root))
                .addSubcommand("uninstall", new Uninstall(root))
                .addSubcommand("status", new Status(root));
    }

    @Override
    public Integer call() throws CommandFailure {
        return show(root, service(root).state(), false);
    }

    private static Service service(Root root) throws CommandFailure {
        return Services.of(root.installation());
    }

    private static CommandFailure impossible(String why) {
        return new CommandFailure(
                ExitCode.FAILED, Words.harmless(why), "See what holds with \"cloudtolocalllm service status\".");
    }

    private static int show(Root root, ServiceState state, boolean json) throws CommandFailure {
        if (json) {
            root.print(asJson(state).toJson());
            return state instanceof ServiceState.Unavailable ? ExitCode.FAILED.code() : ExitCode.OK.code();
        }
        switch (state) {
            case ServiceState.Installed(String by, boolean atLogin, ServiceState.Activity activity) ->
                root.print("The service " + Words.harmless(by) + " is installed; it is " + (atLogin ? "" : "not ")
                        + "started at login. Now: " + activity.word() + ".");
            case ServiceState.NotInstalled() -> root.print("The service is not installed.");
            case ServiceState.Unavailable(String why) ->
                throw new CommandFailure(
                        ExitCode.FAILED, Words.harmless(why), "Start it by hand with \"cloudtolocalllm up\".");
        }
        return ExitCode.OK.code();
    }

    private static JsonObject asJson(ServiceState state) {
        return switch (state) {
            case ServiceState.Installed(String by, boolean atLogin, ServiceState.Activity activity) ->
                JsonObject.of("installed", true, "by", by)
                        .with("at_login", atLogin)
                        .with("activity", activity.word());
            case ServiceState.NotInstalled() -> JsonObject.of("installed", false);
            case ServiceState.Unavailable(String why) -> JsonObject.of("installed", false, "why", why);
        };
    }

    /** Installs and starts it. */
    @Command(
            name = "install",
            description = {
                "Install the service, or replace it, and start it. A daemon that runs is stopped before.",
                "An entry of the desktop's autostart is taken back."
            },
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} service install", "", Root.EXIT_CODES})
    private static final class Install implements Callable<Integer> {

        private final Root root;

        Install(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure, InterruptedException {
            Service service = service(root);
            ServiceState installed = service.install();
            if (!(installed instanceof ServiceState.Installed(String by, boolean _, ServiceState.Activity _))) {
                throw impossible(installed instanceof ServiceState.Unavailable(String why) ? why : "It is not there.");
            }
            DaemonControl daemon = root.daemon();
            daemon.stop(() -> root.progress("Stopping the daemon, to have the service start it …"));
            root.progress("Starting the service …");
            if (service.start() instanceof ServiceState.Unavailable(String why)) {
                throw impossible(why);
            }
            daemon.awaitStart("The service " + Words.harmless(by) + " is installed, but its daemon");
            root.announce("The service " + Words.harmless(by) + " is installed and runs: ", FrontDoor.settled(daemon));
            return ExitCode.OK.code();
        }
    }

    /** Stops and removes it. */
    @Command(
            name = "uninstall",
            description = "Stop the service and remove it.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} service uninstall", "", Root.EXIT_CODES})
    private static final class Uninstall implements Callable<Integer> {

        private final Root root;

        Uninstall(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure {
            Service service = service(root);
            if (!(service.state() instanceof ServiceState.Installed)) {
                return show(root, service.state(), false);
            }
            if (service.uninstall() instanceof ServiceState.Unavailable(String why)) {
                throw impossible(why);
            }
            root.print("The service is stopped and removed.");
            root.progress("\"cloudtolocalllm up\" starts the daemon by hand.");
            return ExitCode.OK.code();
        }
    }

    /** Tells how it is. */
    @Command(
            name = "status",
            description = "Tell whether the service is installed, and whether it runs.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} service status --json", "", Root.EXIT_CODES})
    private static final class Status extends JsonOrWords {

        Status(Root root) {
            super(root);
        }

        @Override
        public Integer call() throws CommandFailure {
            return show(root(), service(root()).state(), json());
        }
    }
}
