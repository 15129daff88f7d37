package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon.Manners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A daemon that cannot be started is told as a state with its reason, and the service goes on. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers of this test are shell scripts")
class TrayStartTest {

    @TempDir
    Path folder;

    private Locations locations;

    @BeforeEach
    void home() {
        locations = new Locations(folder.resolve("home"));
    }

    private TrayService open(Path launcher) {
        return TrayService.open(ClientOptions.of(locations, "chat/1.0.0").withLauncher(launcher));
    }

    private Path launcher(String script) throws Exception {
        Path launcher = folder.resolve("a launcher");
        Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        return launcher;
    }

    private static LinkState.Waiting awaitFailure(TrayService tray, Predicate<DaemonException> wanted)
            throws Exception {
        CompletableFuture<LinkState.Waiting> failed = new CompletableFuture<>();
        Registration watch = tray.onState(state -> {
            if (state instanceof LinkState.Waiting waiting && wanted.test(waiting.why())) {
                failed.complete(waiting);
            }
        });
        try {
            return failed.get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } finally {
            watch.close();
        }
    }

    private void assertGoesOn(TrayService tray) throws Exception {
        try (FakeDaemon daemon = new FakeDaemon(locations, Manners.GOOD, request -> Optional.empty())) {
            tray.connectNow();
            assertThat(tray.awaitConnected(Until.LIMIT)).isTrue();
            assertThat(tray.state()).isEqualTo(new LinkState.Connected(daemon.instance()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exit 5, exit code 5",
        "echo the port is in use >&2; exit 5, the port is in use",
        // Somebody tidies up while it starts; not at the next start, when the test's daemon may be there.
        "[ -e \"$0.done\" ] || rm -r \"$CLOUDTOLOCALLLM_HOME\"; : > \"$0.done\"; exit 1, exit code 1",
        "kill -9 $$, exit code 137",
    })
    void aDaemonThatEndsAtOnceIsAFailedAttempt(String script, String words) throws Exception {
        try (TrayService tray = open(launcher(script))) {
            assertThat(awaitFailure(tray, DaemonException.NotStarted.class::isInstance)
                            .why())
                    .hasMessageContaining(words);
            assertGoesOn(tray);
        }
    }

    @Test
    void aLauncherThatIsMissingIsAFailedAttempt() throws Exception {
        try (TrayService tray = open(folder.resolve("nowhere"))) {
            assertThat(awaitFailure(tray, DaemonException.NotStarted.class::isInstance)
                            .why())
                    .hasMessageContaining("nowhere");
            assertGoesOn(tray);
        }
    }

    @Test
    void aHomeThatCannotBeUsedIsAFailedAttempt() throws Exception {
        Files.writeString(locations.home(), "a file");
        try (TrayService tray = open(launcher("exit 0"))) {
            assertThat(awaitFailure(tray, DaemonException.NotStarted.class::isInstance)
                            .why())
                    .hasMessageContaining(locations.home().toString());
            Files.delete(locations.home());
            assertGoesOn(tray);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WRONG_PROOF", "CLOSES", "RESETS", "ENDLESS"})
    void anotherProgramOnTheDaemonsPortLearnsNothingAndADaemonIsStarted(Manners manners) throws Exception {
        try (FakeDaemon squatter = new FakeDaemon(locations, manners, request -> Optional.empty());
                TrayService tray = open(launcher("exit 3"))) {
            tray.tooltip("a secret of mine");
            tray.authenticated(true);
            awaitFailure(tray, why -> why instanceof DaemonException.NotStarted);
            assertThat(squatter.received()).isEmpty();
            assertThat(squatter.introductions()).isNotEmpty().allSatisfy(line -> assertThat(line.text("command", ""))
                    .isEqualTo("HELLO"));
            assertGoesOn(tray);
        }
    }
}
