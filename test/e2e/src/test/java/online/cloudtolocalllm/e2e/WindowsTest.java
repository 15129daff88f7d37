package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.launch.Launcher;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.RawIpc;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The daemon opens, shows and ends windows, which are processes of their own here as they are on a desktop. */
class WindowsTest {

    private static final String STAND_IN = "exec '" + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -XX:TieredStopAtLevel=1 -Xshare:auto -cp '" + Programs.CLASS_PATH + "' "
            + StandInWindow.class.getName() + " ";

    private TemporaryHome home;
    private Path launcher;
    private Path list;

    @BeforeEach
    void install() throws Exception {
        home = TemporaryHome.create();
        launcher = home.folder().resolve("a launcher");
        list = home.folder().resolve("windows");
        for (String program : List.of("chat", "settings")) {
            Path jars = Files.createDirectories(home.folder().resolve("stage").resolve(program));
            Files.createFile(jars.resolve("classpath"));
        }
        windowsDo("case $1 in app) " + STAND_IN + "chat/ ;; *) " + STAND_IN + "settings/ ;; esac");
    }

    @AfterEach
    void remove() throws Exception {
        for (ProcessHandle window : processes()) {
            window.destroyForcibly();
            window.onExit().get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        home.close();
    }

    private void windowsDo(String commands) throws IOException {
        Files.writeString(launcher, "#!/bin/sh\necho \"$$ $*\" >> '" + list + "'\n" + commands + "\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }

    private List<String> lines() throws IOException {
        return Files.exists(list) ? Files.readAllLines(list) : List.of();
    }

    private List<String> started() throws IOException {
        return lines().stream().map(line -> line.replaceFirst("\\d+ ", "")).toList();
    }

    private List<ProcessHandle> processes() throws IOException {
        return lines().stream()
                .map(line -> ProcessHandle.of(Long.parseLong(line.substring(0, line.indexOf(' ')))))
                .flatMap(Optional::stream)
                .toList();
    }

    private long alive() {
        try {
            return processes().stream().filter(ProcessHandle::isAlive).count();
        } catch (IOException e) {
            throw new AssertionError("the list of windows cannot be read", e);
        }
    }

    private DaemonProcess daemon() throws Exception {
        return DaemonProcess.start(
                Programs.daemon(home)
                        .javaOptions(List.of("-D" + Launcher.PROPERTY + "=" + launcher))
                        .environment(
                                Launcher.STAGE, home.folder().resolve("stage").toString())
                        .environment("DISPLAY", ":77"),
                home);
    }

    private TrayService user() throws Exception {
        TrayService user =
                TrayService.open(ClientOptions.of(home.locations(), "cli/1.0.0").withStart(StartPolicy.NEVER));
        assertThat(user.awaitConnected(Until.LIMIT)).isTrue();
        return user;
    }

    private boolean isTold(String file, String words) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> wasTold(file, words));
    }

    private boolean wasTold(String file, String words) {
        try {
            return Files.readString(home.folder().resolve(file)).contains(words);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWindowIsOpenedOnceShownHiddenEndedAndOutlivesTheDaemon() throws Exception {
        try (DaemonProcess daemon = daemon();
                TrayService user = user();
                ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> show = () -> {
                user.showApp();
                return true;
            };
            List<Future<Boolean>> asked = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                asked.add(many.submit(show));
            }
            for (Future<Boolean> one : asked) {
                assertThat(one.get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
            assertThat(started()).containsExactly("app");
            // One that is connected only just may not listen yet, here and below.
            assertThat(Until.holds(
                            Programs.START, () -> isHidden(user) && wasTold("app.out", "{\"command\":\"HIDE\"}")))
                    .isTrue();

            user.quitApp();
            assertThat(Until.holds(Until.LIMIT, () -> !isHidden(user))).isTrue();
            user.showApp();
            assertThat(Until.holds(Programs.START, () -> isHidden(user))).isTrue();
            user.openSettings("status");
            assertThat(awaitClients(daemon, 3)).as("the user and two windows").isTrue();
            assertThat(Until.holds(
                            Until.LIMIT,
                            () -> isShown(user, "about")
                                    && wasTold("settings.out", "{\"command\":\"SETTINGS\",\"tab\":\"about\"}")))
                    .isTrue();
            assertThat(started()).containsExactly("app", "app", "settings --tab status");
            assertThat(daemon.stop().exitCode()).isZero();
        }
        // The one that was told to quit may have left the daemon and not quite ended.
        assertThat(Until.holds(Until.LIMIT, () -> alive() == 2)).isTrue();
        try (DaemonProcess next = daemon();
                TrayService user = user()) {
            assertThat(awaitClients(next, 3)).as("the windows are back").isTrue();
            user.openSettings("general");
            assertThat(isTold("settings.out", "{\"command\":\"SETTINGS\",\"tab\":\"general\"}"))
                    .isTrue();
            assertThat(started()).hasSize(3);
            assertThat(next.stop().exitCode()).isZero();
        }
    }

    private static boolean awaitClients(DaemonProcess daemon, int count) throws Exception {
        try (RawIpc ipc = RawIpc.authenticated(daemon.credentials())) {
            return Until.holds(Programs.START, () -> {
                try {
                    return ipc.ask("{\"command\":\"GET_CONNECTION_STATUS\"}")
                                    .object("snapshot")
                                    .integer("clients")
                                    .orElse(0)
                            == count + 1;
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    private static boolean isShown(TrayService user, String tab) {
        try {
            user.openSettings(tab);
            return true;
        } catch (DaemonException e) {
            throw new AssertionError("the settings are not shown", e);
        }
    }

    private static boolean isHidden(TrayService user) {
        try {
            user.hideApp();
            return true;
        } catch (DaemonException e) {
            return false;
        }
    }

    @Test
    void whyAWindowDoesNotOpenIsTold() throws Exception {
        windowsDo("echo 'error: the window needs a display.' >&2; exit 6");
        try (DaemonProcess daemon = daemon();
                TrayService user = user()) {
            assertThat(catchThrowableOfType(DaemonException.Refused.class, user::openSettings))
                    .hasMessageContaining(
                            "ended with exit code 6 instead of opening: error: the window needs a display.")
                    .returns("app_not_started", DaemonException.Refused::code);
            assertThat(daemon.stop().exitCode()).isZero();
        }
    }
}
