package online.cloudtolocalllm.autostart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import online.cloudtolocalllm.protocol.files.FileProblem;

/** The service as an agent of launchd, on macOS. */
final class LaunchdService implements Service {

    /** The service's name. */
    static final String LABEL = "online.cloudtolocalllm.daemon";

    /** The name of the agent that only starts the daemon at login. */
    static final String LOGIN_LABEL = "online.cloudtolocalllm.login";

    private final Installation installation;
    private final TextFile file;
    private final Path login;
    private final String text;
    private final Runner runner;

    /**
     * A service.
     *
     * @param home the user's own folder
     * @param text what describes it to launchd
     */
    LaunchdService(Installation installation, Path home, String text, Runner runner) {
        this.installation = installation;
        this.file = new TextFile(agent(home, LABEL));
        this.login = agent(home, LOGIN_LABEL);
        this.text = text;
        this.runner = runner;
    }

    /** The file that describes the agent of this name. */
    static Path agent(Path home, String label) {
        return home.resolve("Library/LaunchAgents").resolve(label + ".plist");
    }

    @Override
    public ServiceState state() {
        if (!Files.exists(file.path())) {
            return new ServiceState.NotInstalled();
        }
        try {
            Runner.Ran asked = runner.run(List.of("launchctl", "print", target()));
            // Of an agent that ended by itself launchd says "not running"; whatever was wrong then, it starts it again
            // ("spawn scheduled"), unless it ended as it should.
            boolean runs = asked.worked()
                    && (asked.output().contains("state = running")
                            || asked.output().contains("state = spawn scheduled"));
            return installed(runs ? ServiceState.Activity.RUNNING : ServiceState.Activity.STOPPED);
        } catch (IOException e) {
            return installed(ServiceState.Activity.UNKNOWN);
        }
    }

    private ServiceState installed(ServiceState.Activity activity) {
        return new ServiceState.Installed(installation.shown(file.path()), true, activity);
    }

    @Override
    public ServiceState install() {
        try {
            file.write(text);
            Files.deleteIfExists(login);
        } catch (IOException e) {
            return unavailable(FileProblem.describe(e));
        }
        return state();
    }

    @Override
    public ServiceState start() {
        try {
            // launchd reads a description once; of an agent that is not loaded, this fails harmlessly.
            runner.run(List.of("launchctl", "bootout", target()));
            Runner.Ran loaded = runner.run(
                    List.of("launchctl", "bootstrap", domain(), file.path().toString()));
            return loaded.worked() ? state() : unavailable("launchctl: " + loaded.output());
        } catch (IOException e) {
            return unavailable(FileProblem.describe(e));
        }
    }

    @Override
    public ServiceState uninstall() {
        try {
            runner.run(List.of("launchctl", "bootout", target()));
        } catch (IOException e) {
            return unavailable(FileProblem.describe(e));
        }
        try {
            file.delete();
        } catch (IOException e) {
            return unavailable(FileProblem.describe(e));
        }
        return state();
    }

    private String target() throws IOException {
        return domain() + "/" + LABEL;
    }

    /** launchd's name for everything that runs in this user's session. */
    private String domain() throws IOException {
        Runner.Ran asked = runner.run(List.of("id", "-u"));
        if (!asked.worked()) {
            throw new IOException("id: " + asked.output());
        }
        return "gui/" + asked.output();
    }

    private static ServiceState unavailable(String reason) {
        return new ServiceState.Unavailable(
                reason + ". \"cloudtolocalllm autostart on\" starts the daemon at login without launchctl.");
    }
}
