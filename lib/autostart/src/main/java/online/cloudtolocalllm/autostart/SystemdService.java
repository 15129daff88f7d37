package online.cloudtolocalllm.autostart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import online.cloudtolocalllm.autostart.text.ProgramStart;
import online.cloudtolocalllm.autostart.text.SystemdUnit;
import online.cloudtolocalllm.protocol.files.FileProblem;

/** The service as a unit of systemd's manager for this user. */
final class SystemdService implements Service {

    private final Installation installation;
    private final UnitFiles files;
    private final XdgEntry entry;
    private final ProgramStart start;
    private final Runner runner;

    SystemdService(Installation installation, UnitFiles files, XdgEntry entry, ProgramStart start, Runner runner) {
        this.installation = installation;
        this.files = files;
        this.entry = entry;
        this.start = start;
        this.runner = runner;
    }

    @Override
    public ServiceState state() {
        try {
            if (files.installed()) {
                return new ServiceState.Installed(
                        installation.shown(files.unit()),
                        files.atLogin(),
                        activity(ask("is-active", SystemdUnit.FILE)));
            }
            Runner.Ran asked = ask("show", "--property=Version");
            return asked.worked() ? new ServiceState.NotInstalled() : noSystemd(asked.output());
        } catch (IOException e) {
            return files.installed()
                    ? new ServiceState.Installed(
                            installation.shown(files.unit()), files.atLogin(), ServiceState.Activity.UNKNOWN)
                    : noSystemd(FileProblem.describe(e));
        }
    }

    @Override
    public ServiceState install() {
        try {
            Runner.Ran asked = ask("show", "--property=Version");
            if (!asked.worked()) {
                return noSystemd(asked.output());
            }
        } catch (IOException e) {
            return noSystemd(FileProblem.describe(e));
        }
        try {
            files.write(SystemdUnit.of(start));
            files.startAtLogin(true);
            // One of the two is enough.
            entry.off();
        } catch (IOException e) {
            return unwritable(e);
        }
        return after("daemon-reload");
    }

    @Override
    public ServiceState start() {
        // A service that gave up refuses to start until its failures are forgotten; where there were none, that fails
        // harmlessly.
        try {
            ask("reset-failed", SystemdUnit.FILE);
        } catch (IOException e) {
            return noSystemd(FileProblem.describe(e));
        }
        return after("restart", SystemdUnit.FILE);
    }

    @Override
    public ServiceState uninstall() {
        if (!files.installed()) {
            return state();
        }
        ServiceState stopped = after("stop", SystemdUnit.FILE);
        try {
            files.delete();
        } catch (IOException e) {
            return unwritable(e);
        }
        return stopped instanceof ServiceState.Unavailable(String why)
                ? new ServiceState.Unavailable("The unit is removed, but the service may still run: " + why
                        + " Stop the daemon with \"cloudtolocalllm stop\".")
                : after("daemon-reload");
    }

    private ServiceState after(String... command) {
        try {
            Runner.Ran ran = ask(command);
            return ran.worked()
                    ? state()
                    : new ServiceState.Unavailable("systemd refused \"" + String.join(" ", command) + "\": "
                            + sentence(oneLine(ran.output()))
                            + " See \"systemctl --user status cloudtolocalllm\".");
        } catch (IOException e) {
            return noSystemd(FileProblem.describe(e));
        }
    }

    private Runner.Ran ask(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of("systemctl", "--user", "--no-pager"));
        words.addAll(List.of(command));
        return runner.run(words);
    }

    private static ServiceState.Activity activity(Runner.Ran asked) {
        return switch (asked.output().toLowerCase(Locale.ROOT)) {
            case "active", "activating", "reloading" -> ServiceState.Activity.RUNNING;
            case "inactive", "deactivating" -> ServiceState.Activity.STOPPED;
            case "failed" -> ServiceState.Activity.FAILED;
            default -> ServiceState.Activity.UNKNOWN;
        };
    }

    private static ServiceState noSystemd(String reason) {
        return new ServiceState.Unavailable("systemd runs no services for you here (" + oneLine(reason)
                + "). \"cloudtolocalllm autostart on\" starts the daemon when you log in to a desktop;"
                + " \"cloudtolocalllm daemon --supervised\" runs it and starts it again after a crash.");
    }

    private static ServiceState unwritable(IOException e) {
        return new ServiceState.Unavailable(FileProblem.describe(e) + ". Repair or remove it, and try again.");
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private static String oneLine(String text) {
        String first = text.lines().findFirst().orElse("it does not say why").strip();
        return first.length() <= 200 ? first : first.substring(0, 200) + "…";
    }
}
