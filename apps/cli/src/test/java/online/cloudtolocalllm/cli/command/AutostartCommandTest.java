package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import online.cloudtolocalllm.autostart.Autostart;
import online.cloudtolocalllm.autostart.AutostartState;
import online.cloudtolocalllm.cli.fake.AnsweringDaemon;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import online.cloudtolocalllm.cli.fake.Statuses;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code autostart} and {@code service}, with a user's folder and a systemctl of this test. */
class AutostartCommandTest {

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void user() throws IOException {
        Path launcher = program("cloudtolocalllm", "");
        scene = new Scene(Files.createDirectory(folder.resolve("home")))
                .with("HOME", folder.toString())
                .with("XDG_CONFIG_DIRS", folder.resolve("etc").toString())
                .launcher(launcher);
    }

    private Path program(String name, String lines) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    private void systemctl(String lines) throws IOException {
        program("systemctl", "echo \"$*\" >>'" + folder.resolve("calls") + "'\n" + lines);
        scene.with("PATH", folder.toString());
    }

    @Test
    void autostart() {
        String on =
                "The daemon is started when you log in, by the entry ~/.config/autostart/cloudtolocalllm.desktop.\n";
        assertThat(scene.run("autostart").out()).isEqualTo("The daemon is not started when you log in.\n");
        assertThat(scene.run("autostart", "on")).isEqualTo(new Ending(0, on, ""));
        assertThat(scene.run("autostart", "status").out()).isEqualTo(on);
        assertThat(scene.run("autostart", "status", "--json").out())
                .isEqualTo("{\"on\":true,\"by\":\"the entry ~/.config/autostart/cloudtolocalllm.desktop\"}\n");
        assertThat(scene.run("autostart", "off", "--json").out()).isEqualTo("{\"on\":false,\"by\":null}\n");
    }

    @Test
    void whatStandsInTheWay() throws IOException {
        Files.writeString(folder.resolve(".config"), "a file");
        Ending ending = scene.run("autostart", "on");
        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.err())
                .startsWith("error: " + folder.resolve(".config"))
                .contains("cloudtolocalllm up");
        Ending json = scene.run("autostart", "on", "--json");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.out()).startsWith("{\"on\":false,\"by\":null,\"why\":\"");
    }

    @Test
    void whatCannotBeTurnedOffIsStillOn() {
        Autostart stuck = new Autostart() {
            @Override
            public AutostartState state() {
                return new AutostartState.On("the entry");
            }

            @Override
            public AutostartState set(boolean on) {
                return new AutostartState.Unavailable("the disk is full");
            }
        };
        assertThat(AutostartCommand.afterTry(stuck.set(false), stuck).toJson())
                .isEqualTo("{\"on\":true,\"by\":\"the entry\",\"why\":\"the disk is full\"}");
    }

    @Test
    void aServiceWithoutSystemd() throws IOException {
        for (String command : new String[] {"install", "uninstall", "status"}) {
            Ending ending = scene.run("service", command);
            assertThat(ending.exitCode()).isEqualTo(1);
            assertThat(ending.err()).contains("there is no program systemctl", "autostart on", "daemon --supervised");
        }
        systemctl("echo 'Failed to connect to bus: No medium found' >&2\nexit 1\n");
        assertThat(scene.run("service", "status", "--json").out())
                .startsWith("{\"installed\":false,\"why\":\"systemd runs no services for you here (Failed to connect");
    }

    @Test
    void aServiceComesAndGoes() throws IOException {
        systemctl("case \"$*\" in *is-active*) echo active ;; esac\n");
        assertThat(scene.run("service").out()).isEqualTo("The service is not installed.\n");
        AnsweringDaemon[] started = new AnsweringDaemon[1];
        scene.pause(time -> {
            if (started[0] == null) {
                started[0] = daemon();
            }
        });
        try {
            Ending installed = scene.run("service", "install");
            assertThat(installed.out())
                    .startsWith("The service ~/.config/systemd/user/cloudtolocalllm.service is installed and runs:"
                            + " http://127.0.0.1:11435\n");
            assertThat(installed.err()).isEqualTo("Starting the service …\n");
            assertThat(installed.exitCode()).isZero();
        } finally {
            started[0].close();
        }
        assertThat(folder.resolve("calls"))
                .content()
                .containsSubsequence("daemon-reload\n", "restart cloudtolocalllm.service\n");
        assertThat(scene.run("service", "status").out())
                .isEqualTo("The service ~/.config/systemd/user/cloudtolocalllm.service is installed; it is started at"
                        + " login. Now: running.\n");
        assertThat(scene.run("service", "status", "--json").out())
                .isEqualTo("{\"installed\":true,\"by\":\"~/.config/systemd/user/cloudtolocalllm.service\","
                        + "\"at_login\":true,\"activity\":\"running\"}\n");
        assertThat(scene.run("service", "uninstall").out()).isEqualTo("The service is stopped and removed.\n");
        assertThat(scene.run("service", "uninstall").out()).isEqualTo("The service is not installed.\n");
    }

    /** A daemon that says that it is the service's. */
    private FakeDaemon theServicesDaemon() throws IOException {
        JsonObject status = StatusJson.write(Statuses.of(
                        "http://127.0.0.1:1", Statuses.up("local_ollama", ConnectionKind.LOCAL_OLLAMA, "a")))
                .with("supervised", "service");
        return Statuses.daemon(scene.locations(), StatusJson.read(status));
    }

    private void unit() throws IOException {
        Path units = Files.createDirectories(folder.resolve(".config/systemd/user"));
        Files.writeString(units.resolve("cloudtolocalllm.service"), "[Service]\n");
    }

    @Test
    void whereSystemdIsSilentTheDaemonIsNotLeftStopped() throws Exception {
        systemctl("echo 'Failed to connect to bus: No medium found' >&2\nexit 1\n");
        unit();
        program("cloudtolocalllm", "echo \"$@\"; exit 5\n");
        try (FakeDaemon former = theServicesDaemon()) {
            Ending ending = scene.run("restart");
            assertThat(ending.err()).contains("supervised by the launcher", "daemon --supervised");
            assertThat(ending.exitCode()).isEqualTo(5);
            assertThat(former.received().getLast().text("command")).contains("QUIT");
        }
    }

    @Test
    void aServiceIsRestartedAsOne() throws Exception {
        systemctl("case \"$*\" in *is-active*) echo active ;; esac\n");
        unit();
        AnsweringDaemon[] started = new AnsweringDaemon[1];
        scene.pause(time -> {
            if (started[0] == null && isRestarted()) {
                started[0] = daemon();
            }
        });
        try (FakeDaemon former = theServicesDaemon()) {
            Ending ending = scene.run("restart");
            assertThat(ending.err()).isEqualTo("Stopping the daemon …\nStarting the service …\n");
            assertThat(ending.exitCode()).isZero();
            assertThat(former.received().getLast().text("command")).contains("QUIT");
        } finally {
            if (started[0] != null) {
                started[0].close();
            }
        }
        assertThat(folder.resolve("calls")).content().contains("restart cloudtolocalllm.service\n");
    }

    /** The new one is there when systemd was asked for it, and not when the former has only just gone. */
    private boolean isRestarted() {
        try {
            Path calls = folder.resolve("calls");
            return Files.exists(calls) && Files.readString(calls).contains("restart ");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private AnsweringDaemon daemon() {
        try {
            return new AnsweringDaemon(scene.locations());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aServiceThatSystemdRefuses() throws IOException {
        systemctl("case \"$*\" in *restart*) echo 'Job for cloudtolocalllm.service failed.'; exit 1 ;; esac\n");
        Ending ending = scene.run("service", "install");
        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.err()).contains("Job for cloudtolocalllm.service failed.", "cloudtolocalllm service status");
    }
}
