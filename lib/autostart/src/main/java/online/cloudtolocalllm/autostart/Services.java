package online.cloudtolocalllm.autostart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import online.cloudtolocalllm.autostart.text.LaunchAgent;
import online.cloudtolocalllm.autostart.text.ProgramStart;

/** Makes the service that fits a system. */
public final class Services {

    /** systemd gives the daemon 20 s to stop. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Services() {}

    /** That of an installation. */
    public static Service of(Installation installation) {
        return of(installation, new ProcessRunner(installation.environment(), LIMIT));
    }

    /** That of an installation, with another way to run the system's programs. */
    static Service of(Installation installation, Runner runner) {
        // systemd and launchd start it again themselves; the Task Scheduler would wait for a minute.
        Optional<ProgramStart> start = installation.kind() == Installation.Kind.WINDOWS
                ? installation.daemon(Autostarts.SUPERVISED)
                : installation.daemon();
        if (start.isEmpty() || !start.get().plain()) {
            return new NoService(
                    Autostarts.of(installation).state() instanceof AutostartState.Unavailable(String why)
                            ? why
                            : "Start this program through the launcher: cloudtolocalllm.");
        }
        return switch (installation.kind()) {
            case LINUX -> linux(installation, supervised(start.get()), runner);
            case MACOS -> macos(installation, supervised(start.get()), runner);
            case WINDOWS -> new TaskService(installation, start.get(), runner);
        };
    }

    /** The launcher then starts what is built, instead of building first, and the daemon says whose service it is. */
    private static ProgramStart supervised(ProgramStart start) {
        SortedMap<String, String> variables = new TreeMap<>(start.variables());
        variables.put("CLOUDTOLOCALLLM_SUPERVISED", "service");
        return new ProgramStart(start.program(), start.arguments(), variables);
    }

    private static Service linux(Installation installation, ProgramStart start, Runner runner) {
        return installation
                .xdgConfig()
                .<Service>map(config -> new SystemdService(
                        installation, UnitFiles.of(config), new XdgEntry(installation, config, start), start, runner))
                .orElseGet(() -> new NoService("Your home folder is unknown (HOME is not set). Set HOME."));
    }

    private static Service macos(Installation installation, ProgramStart start, Runner runner) {
        Optional<Path> home = installation.home();
        if (home.isEmpty()) {
            return new NoService("Your home folder is unknown (HOME is not set). Set HOME.");
        }
        String text = LaunchAgent.of(
                LaunchdService.LABEL,
                start,
                LaunchAgent.Supervision.LAUNCHD,
                installation.locations().console().toString());
        return new LaunchdService(installation, home.get(), text, runner);
    }

    /** Where there can be none. */
    private record NoService(String why) implements Service {

        @Override
        public ServiceState state() {
            return new ServiceState.Unavailable(why);
        }

        @Override
        public ServiceState install() {
            return state();
        }

        @Override
        public ServiceState start() {
            return state();
        }

        @Override
        public ServiceState uninstall() {
            return state();
        }
    }
}
