package online.cloudtolocalllm.autostart;

import java.nio.file.Path;
import java.util.Optional;
import online.cloudtolocalllm.autostart.text.AutostartEntry;
import online.cloudtolocalllm.autostart.text.LaunchAgent;
import online.cloudtolocalllm.autostart.text.ProgramStart;
import online.cloudtolocalllm.autostart.text.WindowsScript;
import online.cloudtolocalllm.protocol.files.Locations;

/** Makes the autostart that fits a system. */
public final class Autostarts {

    /** The launcher's option that has the daemon started again after a crash. */
    static final String SUPERVISED = "--supervised";

    private Autostarts() {}

    /** That of the user who runs this process. */
    public static Autostart ofThisUser(Locations locations) {
        return of(Installation.ofThisProcess(locations));
    }

    /** That of an installation: a service if one is installed, and an entry of the desktop otherwise. */
    public static Autostart of(Installation installation) {
        Optional<ProgramStart> start = installation.daemon(SUPERVISED);
        if (start.isEmpty()) {
            return new NoAutostart("This program does not know its launcher, which the system would have to start."
                    + " Start it through the launcher: cloudtolocalllm.");
        }
        Optional<String> variable = start.get().strangeVariable();
        if (variable.isPresent()) {
            return new NoAutostart("The variable " + harmless(variable.get())
                    + " has a control character in it, which cannot be written down for the system."
                    + " Set it to another value.");
        }
        if (!start.get().plain()) {
            return new NoAutostart("The path " + harmless(start.get().program())
                    + " has a control character in it, which cannot be written down for the system."
                    + " Move CloudToLocalLLM to another folder.");
        }
        return switch (installation.kind()) {
            case LINUX -> linux(installation, start.get());
            case MACOS -> macos(installation, start.get());
            case WINDOWS -> windows(installation, start.get());
        };
    }

    private static Autostart linux(Installation installation, ProgramStart start) {
        Optional<Path> config = installation.xdgConfig();
        if (config.isEmpty()) {
            return new NoAutostart("Your home folder is unknown (HOME is not set). Set HOME.");
        }
        if (AutostartEntry.cannotName(start)) {
            return new NoAutostart("The path " + start.program()
                    + " has an equals sign in it, which desktops cannot start. Move CloudToLocalLLM to another"
                    + " folder.");
        }
        return new LinuxAutostart(
                UnitFiles.of(config.get()), new XdgEntry(installation, config.get(), start), installation);
    }

    private static Autostart macos(Installation installation, ProgramStart start) {
        return installation
                .home()
                .<Autostart>map(home -> {
                    String text = LaunchAgent.of(
                            LaunchdService.LOGIN_LABEL,
                            start,
                            LaunchAgent.Supervision.NONE,
                            installation.locations().console().toString());
                    return new FileAutostart(
                            installation,
                            LaunchdService.agent(home, LaunchdService.LOGIN_LABEL),
                            text,
                            LaunchdService.agent(home, LaunchdService.LABEL));
                })
                .orElseGet(() -> new NoAutostart("Your home folder is unknown (HOME is not set). Set HOME."));
    }

    private static Autostart windows(Installation installation, ProgramStart start) {
        return startupFile(installation)
                .<Autostart>map(file -> new FileAutostart(
                        installation,
                        file,
                        WindowsScript.of(start, WindowsScript.Window.MINIMISED),
                        TaskService.script(installation)))
                .orElseGet(
                        () -> new NoAutostart("The folder \"Startup\" is unknown (APPDATA is not set). Set APPDATA."));
    }

    /** What Windows starts at login. */
    static Optional<Path> startupFile(Installation installation) {
        return installation
                .folder("APPDATA")
                .map(folder -> folder.resolve("Microsoft/Windows/Start Menu/Programs/Startup/CloudToLocalLLM.cmd"));
    }

    private static String harmless(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
