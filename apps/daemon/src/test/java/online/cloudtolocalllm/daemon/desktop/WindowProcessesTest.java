package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.daemon.desktop.Windows.Outcome;
import online.cloudtolocalllm.daemon.ipc.ClientBoard;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.tray.AppState;
import org.junit.jupiter.api.Test;

/** How windows are started, found again and ended. */
class WindowProcessesTest extends WindowScene {

    private static AppState next(BlockingQueue<AppState> states) throws Exception {
        return Optional.ofNullable(states.poll(Until.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .orElseThrow();
    }

    private static boolean isOpen(CompletionStage<Outcome> stage) {
        return !stage.toCompletableFuture().isDone();
    }

    @Test
    void askedManyTimesAtOnceItIsStartedOnce() throws Exception {
        BlockingQueue<AppState> states = new LinkedBlockingQueue<>();
        windows.whenChanged(() -> states.add(windows.state(WindowKind.CHAT)));
        assertThat(windows.state(WindowKind.CHAT)).isEqualTo(AppState.STOPPED);
        List<CompletableFuture<CompletionStage<Outcome>>> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> windows.show(WindowKind.CHAT, ""), blocking));
        }
        assertThat(launcher.awaitStarted(1)).isTrue();
        List<CompletionStage<Outcome>> stages = new ArrayList<>();
        for (CompletableFuture<CompletionStage<Outcome>> one : asked) {
            stages.add(one.get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
        assertThat(stages).allMatch(WindowProcessesTest::isOpen);
        assertThat(next(states)).isEqualTo(AppState.STARTING);

        FakeClient window = FakeClient.of("chat/77");
        clients.join(window);
        for (CompletionStage<Outcome> stage : stages) {
            assertThat(outcome(stage)).isEqualTo(new Outcome.Started());
        }
        assertThat(next(states)).isEqualTo(AppState.RUNNING);
        assertThat(window.told()).as("it opens by itself").isEmpty();
        assertThat(outcome(windows.show(WindowKind.CHAT, ""))).isEqualTo(new Outcome.Told());
        assertThat(window.told()).containsExactly(new DaemonEvent.Show());
        assertThat(launcher.started()).containsExactly("app");

        clients.leave(window);
        assertThat(next(states)).isEqualTo(AppState.STOPPED);
        assertThat(states).isEmpty();
    }

    @Test
    void whatEndsInsteadOfOpeningSaysWhy() throws Exception {
        launcher.does("echo 'Exception in thread'; printf '\\tat a.b.C\\n'; echo 'error: no display' >&2; exit 6");
        assertThat(outcome(windows.show(WindowKind.SETTINGS, "")))
                .isEqualTo(new Outcome.Failed("The settings window ended with exit code 6 instead of opening:"
                        + " Exception in thread error: no display"));
        assertThat(windows.state(WindowKind.SETTINGS)).isEqualTo(AppState.STOPPED);
        launcher.does("exit 1");
        assertThat(outcome(windows.show(WindowKind.SETTINGS, "")))
                .as("the words are of this run")
                .isEqualTo(new Outcome.Failed(
                        "The settings window ended with exit code 1 instead of opening and said nothing."));
    }

    @Test
    void whatHasRaisedAnotherOneEndsWithZero() throws Exception {
        launcher.does("exit 0");
        assertThat(outcome(windows.show(WindowKind.CHAT, ""))).isEqualTo(new Outcome.Told());
        assertThat(windows.state(WindowKind.CHAT)).isEqualTo(AppState.STOPPED);
    }

    @Test
    void itIsDetachedAndGetsNoTokens() throws Exception {
        launcher.does("cat; env; echo done; exec sleep 1000");
        var stage = windows.show(WindowKind.SETTINGS, "");
        Path output = launcher.locations().output("settings");
        assertThat(Until.holds(
                        Until.LIMIT,
                        () -> Files.exists(output) && readable(output).contains("done\n")))
                .isTrue();
        assertThat(readable(output))
                .contains("DISPLAY=:77\n", Locations.HOME_VARIABLE + "=" + folder + "\n", "PATH=")
                .doesNotContain(FakeLauncher.SECRET, "not for windows");
        assertThat(Files.getPosixFilePermissions(output)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        clients.join(FakeClient.of("settings/1"));
        assertThat(outcome(stage)).isEqualTo(new Outcome.Started());
        blocking.shutdownNow();
        assertThat(launcher.process(0).isAlive()).isTrue();
    }

    private static String readable(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theLastTabThatWasAskedForIsShown() throws Exception {
        var first = windows.show(WindowKind.SETTINGS, "connections");
        assertThat(launcher.awaitStarted(1)).isTrue();
        var second = windows.show(WindowKind.SETTINGS, "");
        FakeClient window = FakeClient.of("settings/1");
        clients.join(window);
        assertThat(outcome(first)).isEqualTo(outcome(second)).isEqualTo(new Outcome.Started());
        assertThat(window.told()).isEmpty();
        assertThat(launcher.started()).containsExactly("settings --tab connections");
        clients.leave(window);
        launcher.process(0).destroyForcibly();

        var third = windows.show(WindowKind.SETTINGS, "");
        assertThat(launcher.awaitStarted(2)).isTrue();
        var fourth = windows.show(WindowKind.SETTINGS, "status");
        FakeClient next = FakeClient.of("settings/2");
        clients.join(next);
        assertThat(outcome(third)).isEqualTo(outcome(fourth)).isEqualTo(new Outcome.Started());
        assertThat(next.told()).containsExactly(new DaemonEvent.Settings("status"));
        assertThat(launcher.started()).containsExactly("settings --tab connections", "settings");
    }

    @Test
    void oneThatIsStillEndingIsWaitedFor() throws Exception {
        Queue<Future<?>> begun = new ConcurrentLinkedQueue<>();
        windows = new WindowProcesses(clients, launcher.launcher(), task -> begun.add(blocking.submit(task)), LONG);
        var first = windows.show(WindowKind.CHAT, "");
        // The process may run before it is known whom to wait for.
        begun.remove().get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(launcher.awaitStarted(1)).isTrue();
        FakeClient window = FakeClient.of("chat/1");
        clients.join(window);
        assertThat(outcome(first)).isEqualTo(new Outcome.Started());
        assertThat(outcome(windows.quit(WindowKind.CHAT))).isEqualTo(new Outcome.Told());
        assertThat(window.told()).containsExactly(new DaemonEvent.Quit());
        clients.leave(window);
        ProcessHandle ending = launcher.process(0);
        launcher.does("if kill -0 " + ending.pid() + "; then exit 9; fi; exec sleep 1000");
        var second = windows.show(WindowKind.CHAT, "");
        assertThat(windows.state(WindowKind.CHAT)).isEqualTo(AppState.STARTING);
        ending.destroy();
        assertThat(launcher.awaitStarted(2)).isTrue();
        clients.join(FakeClient.of("chat/2"));
        assertThat(outcome(second)).isEqualTo(new Outcome.Started());
    }

    @Test
    void quitEndsAStart() throws Exception {
        assertThat(outcome(windows.quit(WindowKind.CHAT))).isEqualTo(new Outcome.NotRunning());
        var shown = windows.show(WindowKind.CHAT, "");
        assertThat(launcher.awaitStarted(1)).isTrue();
        assertThat(outcome(windows.hide(WindowKind.CHAT))).isEqualTo(new Outcome.NotRunning());
        ProcessHandle process = launcher.process(0);
        assertThat(outcome(windows.quit(WindowKind.CHAT))).isEqualTo(new Outcome.Told());
        assertThat(outcome(shown)).isEqualTo(new Outcome.NotRunning());
        assertThat(windows.state(WindowKind.CHAT)).isEqualTo(AppState.STOPPED);
        process.onExit().get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void oneThatDoesNotReportIsGivenUp() throws Exception {
        WindowTimes impatient = new WindowTimes(Duration.ofMillis(50), LONG.end());
        windows = new WindowProcesses(clients, launcher.launcher(), blocking, impatient);
        assertThat(outcome(windows.show(WindowKind.CHAT, "")))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.why())
                        .contains("has not reported", folder.resolve("app.out").toString()));
        assertThat(windows.state(WindowKind.CHAT)).isEqualTo(AppState.STOPPED);
        // Only one that has told its number can be ended with the test.
        assertThat(launcher.awaitStarted(1)).isTrue();
    }

    @Test
    void withoutADisplayNothingIsStarted() throws Exception {
        Map<String, String> bare = launcher.environment();
        bare.remove("DISPLAY");
        windows = new WindowProcesses(clients, launcher.launcher(bare), blocking, LONG);
        assertThat(outcome(windows.show(WindowKind.CHAT, "")))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, failed -> assertThat(failed.why()).contains("there is no display"));
        assertThat(launcher.started()).isEmpty();
    }

    @Test
    void whatCannotBeRunOrWrittenIsAValue() throws Exception {
        Files.delete(folder.resolve("a launcher"));
        Map<String, String> noTools = launcher.environment();
        noTools.put("PATH", "");
        windows = new WindowProcesses(clients, launcher.launcher(noTools), blocking, LONG);
        assertThat(outcome(windows.show(WindowKind.CHAT, ""))).isInstanceOf(Outcome.Failed.class);
        Files.createDirectory(folder.resolve("settings.out"));
        assertThat(outcome(windows.show(WindowKind.SETTINGS, ""))).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void whatIsNotInstalledIsAbsentAndTheChatWindowShowsItsSettings() throws Exception {
        Files.delete(folder.resolve("stage/settings/classpath"));
        windows = new WindowProcesses(clients, launcher.launcher(), blocking, LONG);
        assertThat(windows.state(WindowKind.SETTINGS)).isEqualTo(AppState.ABSENT);
        assertThat(windows.state(WindowKind.CHAT)).isEqualTo(AppState.STOPPED);
        assertThat(outcome(windows.show(WindowKind.SETTINGS, ""))).isEqualTo(new Outcome.NotRunning());
        FakeClient chat = FakeClient.of("chat/1");
        clients.join(chat);
        assertThat(outcome(windows.show(WindowKind.SETTINGS, "about"))).isEqualTo(new Outcome.Told());
        assertThat(chat.told()).containsExactly(new DaemonEvent.Settings("about"));
        FakeClient settings = FakeClient.of("settings/1");
        clients.join(settings);
        assertThat(windows.state(WindowKind.SETTINGS)).isEqualTo(AppState.RUNNING);
        assertThat(outcome(windows.show(WindowKind.SETTINGS, ""))).isEqualTo(new Outcome.Told());
        assertThat(settings.told()).containsExactly(new DaemonEvent.Settings(""));
        assertThat(launcher.started()).isEmpty();
    }

    @Test
    void anOldAppShowsItsOwnSettings() throws Exception {
        FakeClient old = FakeClient.of(ClientBoard.OLD);
        clients.join(old);
        assertThat(outcome(windows.show(WindowKind.SETTINGS, ""))).isEqualTo(new Outcome.Told());
        assertThat(old.told()).containsExactly(new DaemonEvent.Settings(""));
        clients.join(FakeClient.of("chat/1"));
        var started = windows.show(WindowKind.SETTINGS, "");
        assertThat(launcher.awaitStarted(1)).isTrue();
        clients.join(FakeClient.of("settings/1"));
        assertThat(outcome(started)).isEqualTo(new Outcome.Started());
    }

    @Test
    void oneThatDoesNotReadIsBusy() throws Exception {
        clients.join(FakeClient.deaf("chat/1"));
        assertThat(outcome(windows.show(WindowKind.CHAT, ""))).isEqualTo(new Outcome.Busy());
        assertThat(outcome(windows.hide(WindowKind.CHAT))).isEqualTo(new Outcome.Busy());
        assertThat(outcome(windows.quit(WindowKind.CHAT))).isEqualTo(new Outcome.Busy());
    }

    @Test
    void aDaemonThatStopsStartsNothing() throws Exception {
        blocking.shutdown();
        assertThat(outcome(windows.show(WindowKind.CHAT, ""))).isInstanceOf(Outcome.Failed.class);
        assertThat(windows.state(WindowKind.CHAT)).isEqualTo(AppState.STOPPED);
    }
}
