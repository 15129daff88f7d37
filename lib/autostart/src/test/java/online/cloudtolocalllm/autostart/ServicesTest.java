package online.cloudtolocalllm.autostart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.files.Locations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesTest {

    private static final String UNIT = "~/.config/systemd/user/cloudtolocalllm.service";

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> ran = new ArrayList<>();

    /** What programs of the system answer, by the words that their call contains; 0 and nothing else. */
    private final Map<String, Runner.Ran> answers = new HashMap<>();

    @BeforeEach
    void user() throws IOException {
        environment.put("HOME", home.toString());
        environment.put("XDG_CONFIG_DIRS", home.resolve("etc").toString());
        environment.put("APPDATA", home.resolve("Roaming").toString());
        environment.put("USERDOMAIN", "PC");
        environment.put("USERNAME", "Ann");
        Files.createFile(
                launcher(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private Path launcher() {
        return home.resolve("cloudtolocalllm");
    }

    private Installation installation(String osName) {
        return new Installation(
                osName, environment, "", Optional.of(launcher()), new Locations(home.resolve(".cloudtolocalllm")));
    }

    private Service service(String osName) {
        return Services.of(installation(osName), words -> {
            String line = String.join(" ", words);
            ran.add(line);
            return answers.entrySet().stream()
                    .filter(answer -> line.contains(answer.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(new Runner.Ran(0, ""));
        });
    }

    private static ServiceState.Installed installed(String by, ServiceState.Activity activity) {
        return new ServiceState.Installed(by, true, activity);
    }

    @Test
    void aUnitOfSystemd() {
        answers.put("is-active", new Runner.Ran(3, "inactive"));
        Service service = service("Linux");
        assertThat(service.state()).isEqualTo(new ServiceState.NotInstalled());
        Autostarts.of(installation("Linux")).set(true);
        assertThat(service.install()).isEqualTo(installed(UNIT, ServiceState.Activity.STOPPED));
        assertThat(home.resolve(".config/autostart/cloudtolocalllm.desktop"))
                .as("one of the two is enough")
                .doesNotExist();
        assertThat(home.resolve(".config/systemd/user/cloudtolocalllm.service"))
                .content()
                .contains(
                        "Environment=\"CLOUDTOLOCALLLM_SUPERVISED=service\"\n",
                        "ExecStart=:\"" + launcher() + "\" daemon\n");
        assertThat(Autostarts.of(installation("Linux")).state())
                .isEqualTo(new AutostartState.On("the service " + UNIT));
        answers.put("is-active", new Runner.Ran(0, "active"));
        assertThat(service.start()).isEqualTo(installed(UNIT, ServiceState.Activity.RUNNING));
        assertThat(Autostarts.of(installation("Linux")).set(false)).isEqualTo(new AutostartState.Off());
        assertThat(service.state()).isEqualTo(new ServiceState.Installed(UNIT, false, ServiceState.Activity.RUNNING));
        assertThat(service.uninstall()).isEqualTo(new ServiceState.NotInstalled());
        assertThat(home.resolve(".config/systemd/user/cloudtolocalllm.service")).doesNotExist();
        assertThat(ran)
                .containsSubsequence(
                        "systemctl --user --no-pager daemon-reload",
                        "systemctl --user --no-pager restart cloudtolocalllm.service",
                        "systemctl --user --no-pager stop cloudtolocalllm.service",
                        "systemctl --user --no-pager daemon-reload");
    }

    @Test
    void withoutSystemdItSaysWhatToDo() {
        answers.put("systemctl", new Runner.Ran(1, "Failed to connect to bus: No medium found\nmore"));
        for (ServiceState state :
                List.of(service("Linux").state(), service("Linux").install())) {
            assertThat(state)
                    .isEqualTo(new ServiceState.Unavailable("systemd runs no services for you here (Failed to connect"
                            + " to bus: No medium found). \"cloudtolocalllm autostart on\" starts the daemon when you"
                            + " log in to a desktop; \"cloudtolocalllm daemon --supervised\" runs it and starts it"
                            + " again after a crash."));
        }
        assertThat(home.resolve(".config")).doesNotExist();
    }

    @Test
    void withoutSystemctlToo() {
        environment.put("PATH", home.toString());
        assertThat(Services.of(installation("Linux")).state())
                .isInstanceOfSatisfying(ServiceState.Unavailable.class, state -> assertThat(state.why())
                        .startsWith("systemd runs no services for you here (there is no program systemctl)."));
    }

    @Test
    void whatSystemdRefusesIsTold() {
        answers.put(" restart ", new Runner.Ran(1, "Job failed.\nSee journalctl."));
        Service service = service("Linux");
        service.install();
        assertThat(service.start())
                .isEqualTo(new ServiceState.Unavailable("systemd refused \"restart cloudtolocalllm.service\": Job"
                        + " failed. See \"systemctl --user status cloudtolocalllm\"."));
    }

    @Test
    void aUnitIsRemovedWhereSystemdIsGone() {
        Service service = service("Linux");
        service.install();
        answers.put("systemctl", new Runner.Ran(1, "Failed to connect to bus"));
        assertThat(service.state()).isEqualTo(installed(UNIT, ServiceState.Activity.UNKNOWN));
        assertThat(service.uninstall())
                .as("a daemon that was not stopped may still run")
                .isEqualTo(new ServiceState.Unavailable("The unit is removed, but the service may still run: systemd"
                        + " refused \"stop cloudtolocalllm.service\": Failed to connect to bus. See \"systemctl --user"
                        + " status cloudtolocalllm\". Stop the daemon with \"cloudtolocalllm stop\"."));
        assertThat(Autostarts.of(installation("Linux")).state()).isEqualTo(new AutostartState.Off());
        assertThat(home.resolve(".config/systemd/user/cloudtolocalllm.service")).doesNotExist();
    }

    @Test
    void anAgentOfLaunchd() {
        String by = "~/Library/LaunchAgents/online.cloudtolocalllm.daemon.plist";
        answers.put("id -u", new Runner.Ran(0, "501"));
        answers.put("print", new Runner.Ran(113, "Could not find service"));
        Service service = service("Mac OS X");
        assertThat(service.state()).isEqualTo(new ServiceState.NotInstalled());
        assertThat(service.install()).isEqualTo(installed(by, ServiceState.Activity.STOPPED));
        answers.put("print", new Runner.Ran(0, "x = {\n\tstate = not running\n}"));
        assertThat(service.state()).as("stopped as asked").isEqualTo(installed(by, ServiceState.Activity.STOPPED));
        answers.put("print", new Runner.Ran(0, "x = {\n\tstate = spawn scheduled\n}"));
        assertThat(service.state()).as("about to run").isEqualTo(installed(by, ServiceState.Activity.RUNNING));
        answers.put("print", new Runner.Ran(0, "x = {\n\tstate = running\n}"));
        assertThat(service.start()).isEqualTo(installed(by, ServiceState.Activity.RUNNING));
        assertThat(ran)
                .containsSubsequence(
                        "launchctl bootout gui/501/online.cloudtolocalllm.daemon",
                        "launchctl bootstrap gui/501 " + by.replace("~", home.toString()));
        assertThat(service.uninstall()).isEqualTo(new ServiceState.NotInstalled());
        answers.put("bootstrap", new Runner.Ran(5, "Bootstrap failed: 5"));
        service.install();
        assertThat(service.start()).isInstanceOf(ServiceState.Unavailable.class);
    }

    @Test
    void aTaskOfWindows() throws IOException {
        List<String> descriptions = new ArrayList<>();
        Service service = Services.of(installation("Windows 11"), words -> {
            ran.add(String.join(" ", words));
            if (words.contains("/XML")) {
                Path file = Path.of(words.get(words.indexOf("/XML") + 1));
                descriptions.add(Files.readString(file, StandardCharsets.UTF_16));
            }
            return new Runner.Ran(0, words.contains("/Query") ? "Status: Running" : "");
        });
        assertThat(service.state()).isEqualTo(new ServiceState.NotInstalled());
        assertThat(service.install()).isEqualTo(installed("the task CloudToLocalLLM", ServiceState.Activity.RUNNING));
        assertThat(descriptions).singleElement().asString().contains("<UserId>PC\\Ann</UserId>", "service.cmd");
        Path script = home.resolve(".cloudtolocalllm/service.cmd");
        assertThat(script).content().contains("daemon --supervised");
        assertThat(script.resolveSibling("service.xml")).doesNotExist();
        service.start();
        assertThat(service.uninstall()).isEqualTo(new ServiceState.NotInstalled());
        assertThat(ran)
                .contains(
                        "schtasks.exe /Run /TN CloudToLocalLLM",
                        "schtasks.exe /End /TN CloudToLocalLLM",
                        "schtasks.exe /Delete /TN CloudToLocalLLM /F");
    }

    @Test
    void whatWindowsRefusesLeavesNothingHalfDone() {
        answers.put("/Query", new Runner.Ran(0, "Status: Ready"));
        answers.put("/Create", new Runner.Ran(1, "Access is denied."));
        Service service = service("Windows 11");
        Path script = home.resolve(".cloudtolocalllm/service.cmd");
        assertThat(service.install()).isInstanceOf(ServiceState.Unavailable.class);
        assertThat(script).doesNotExist();
        Service without = Services.of(installation("Windows 11"), words -> {
            throw new IOException("there is no program schtasks.exe");
        });
        assertThat(without.install()).isInstanceOf(ServiceState.Unavailable.class);
        assertThat(script).doesNotExist();
        assertThat(script.resolveSibling("service.xml")).doesNotExist();
        answers.remove("/Create");
        service.install();
        answers.put("/Delete", new Runner.Ran(1, "Access is denied."));
        assertThat(service.uninstall()).isInstanceOf(ServiceState.Unavailable.class);
        assertThat(service.state())
                .as("the task is there, and it can be tried again")
                .isEqualTo(installed("the task CloudToLocalLLM", ServiceState.Activity.STOPPED));
        answers.remove("/Delete");
        assertThat(service.uninstall()).isEqualTo(new ServiceState.NotInstalled());
    }

    @Test
    void aTaskThatWasRemovedByHandIsGone() {
        Service service = service("Windows 11");
        service.install();
        answers.put("/Delete", new Runner.Ran(1, "The system cannot find the file specified."));
        answers.put("/Query", new Runner.Ran(1, "The system cannot find the file specified."));
        assertThat(service.uninstall()).isEqualTo(new ServiceState.NotInstalled());
    }

    @Test
    void aTaskThatCannotBeDescribedIsNotInstalled() throws IOException {
        Files.createDirectories(home.resolve(".cloudtolocalllm/service.xml/in the way"));
        Service service = service("Windows 11");
        assertThat(service.install()).isInstanceOf(ServiceState.Unavailable.class);
        assertThat(service.state()).isEqualTo(new ServiceState.NotInstalled());
    }

    @Test
    void withoutALauncherThereIsNone() {
        Service none = Services.of(
                new Installation("Linux", environment, "", Optional.empty(), new Locations(home)), words -> {
                    throw new AssertionError("nothing is to be run");
                });
        assertThat(List.of(none.state(), none.install(), none.start(), none.uninstall()))
                .allSatisfy(state -> assertThat(state).isInstanceOf(ServiceState.Unavailable.class));
    }
}
