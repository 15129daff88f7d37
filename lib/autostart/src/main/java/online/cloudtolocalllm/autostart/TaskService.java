package online.cloudtolocalllm.autostart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.autostart.text.ProgramStart;
import online.cloudtolocalllm.autostart.text.ScheduledTask;
import online.cloudtolocalllm.autostart.text.WindowsScript;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;

/** The service as a scheduled task, on Windows. */
final class TaskService implements Service {

    private final Installation installation;
    private final TextFile script;
    private final ProgramStart start;
    private final Runner runner;

    TaskService(Installation installation, ProgramStart start, Runner runner) {
        this.installation = installation;
        this.script = new TextFile(script(installation));
        this.start = start;
        this.runner = runner;
    }

    /** What the task runs; there while the service is installed. */
    static Path script(Installation installation) {
        return installation.locations().home().resolve("service.cmd");
    }

    @Override
    public ServiceState state() {
        if (!Files.exists(script.path())) {
            return new ServiceState.NotInstalled();
        }
        ServiceState.Activity activity = ServiceState.Activity.UNKNOWN;
        try {
            // In other languages than English the word is another one, and the activity stays unknown.
            String told = ask("/Query", "/FO", "LIST").output();
            activity = told.contains("Running")
                    ? ServiceState.Activity.RUNNING
                    : told.contains("Ready") ? ServiceState.Activity.STOPPED : activity;
        } catch (IOException e) {
            return installed(ServiceState.Activity.UNKNOWN);
        }
        return installed(activity);
    }

    private ServiceState installed(ServiceState.Activity activity) {
        return new ServiceState.Installed("the task " + ScheduledTask.NAME, true, activity);
    }

    @Override
    public ServiceState install() {
        Path description = installation.locations().home().resolve("service.xml");
        String user =
                installation.variable("USERDOMAIN").map(domain -> domain + "\\").orElse("")
                        + installation.variable("USERNAME").orElse("");
        boolean replaced = Files.exists(script.path());
        try {
            OwnerOnlyFiles.openFolder(installation.locations().home());
            script.write(WindowsScript.of(start, WindowsScript.Window.NONE));
            create(description, user, replaced);
            Optional<Path> startup = Autostarts.startupFile(installation);
            if (startup.isPresent()) {
                // One of the two is enough.
                Files.deleteIfExists(startup.get());
            }
        } catch (IOException e) {
            return unavailable(FileProblem.describe(e));
        }
        return state();
    }

    /** Makes the task of its description, which goes then in any case; the script goes, too, unless a former task still runs it. */
    private void create(Path description, String user, boolean replaced) throws IOException {
        try {
            Files.write(
                    description,
                    ("\uFEFF" + ScheduledTask.of(script.path().toString(), user)).getBytes(StandardCharsets.UTF_16LE));
            Runner.Ran made = ask("/Create", "/XML", description.toString(), "/F");
            if (!made.worked()) {
                throw new IOException("schtasks: " + made.output());
            }
        } catch (IOException e) {
            if (!replaced) {
                script.delete();
            }
            throw e;
        } finally {
            Files.deleteIfExists(description);
        }
    }

    @Override
    public ServiceState start() {
        return after("/Run");
    }

    @Override
    public ServiceState uninstall() {
        if (!Files.exists(script.path())) {
            return state();
        }
        try {
            ask("/End");
            Runner.Ran gone = ask("/Delete", "/F");
            // Somebody may have removed the task by hand: then nothing answers for it, and only the script is left.
            if (!gone.worked() && ask("/Query").worked()) {
                return unavailable("schtasks: " + gone.output());
            }
            // Only now: while the script is there, the task is taken for installed and can be removed.
            script.delete();
        } catch (IOException e) {
            return unavailable(FileProblem.describe(e));
        }
        return state();
    }

    private ServiceState after(String verb, String... more) {
        try {
            Runner.Ran ran = ask(verb, more);
            return ran.worked() ? state() : unavailable("schtasks: " + ran.output());
        } catch (IOException e) {
            return unavailable(FileProblem.describe(e));
        }
    }

    private Runner.Ran ask(String verb, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("schtasks.exe", verb, "/TN", ScheduledTask.NAME));
        words.addAll(List.of(more));
        return runner.run(words);
    }

    private static ServiceState unavailable(String reason) {
        return new ServiceState.Unavailable(
                reason + ". \"cloudtolocalllm autostart on\" starts the daemon at login without the Task Scheduler.");
    }
}
