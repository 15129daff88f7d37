package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.Finished;
import org.junit.jupiter.api.Test;

/** The launcher's {@code daemon --supervised} with a real daemon. */
class SupervisedDaemonTest {

    private static final Path SUPERVISE =
            Path.of("../../dist/launcher/supervise.sh").toAbsolutePath();
    private static final Duration BACK = Duration.ofSeconds(3);
    private static final String STARTED_AGAIN =
            "cloudtolocalllm: the daemon was ended by signal 9. It is started again in 0.5 s.";

    @Test
    void aKilledDaemonIsBackAndATerminatedOneIsNot() throws Exception {
        try (Installation installed = Installation.with(Connections.none())) {
            long begun = System.nanoTime();
            try (AppProcess supervisor = AppProcess.start(supervising(installed))) {
                long first = awaitDaemon(installed, 0);
                Duration firstStart = Duration.ofNanos(System.nanoTime() - begun);
                long killed = System.nanoTime();
                ProcessHandle.of(first).orElseThrow().destroyForcibly();

                long second = awaitDaemon(installed, first);
                Duration back = Duration.ofNanos(System.nanoTime() - killed);
                assertThat(back).isLessThan(BACK.plus(firstStart.multipliedBy(4)));
                assertThat(Until.holds(
                                Until.LIMIT, () -> supervisor.errorLines().contains(STARTED_AGAIN)))
                        .as(supervisor.describe())
                        .isTrue();

                Finished ended = supervisor.stop();
                assertThat(ended.exitCode()).as(ended.errors()).isZero();
                assertThat(ProcessHandle.of(second)).as("the daemon is gone").isEmpty();
                assertThat(installed.started()).hasSize(2);
            }
        }
    }

    @Test
    void aDaemonThatWasToldToQuitStaysEnded() throws Exception {
        try (Installation installed = Installation.with(Connections.none());
                AppProcess supervisor = AppProcess.start(supervising(installed))) {
            awaitDaemon(installed, 0);
            try (DaemonLink link = DaemonLink.open(installed.home().locations())) {
                link.quit();
            }
            assertThat(supervisor.awaitExit(Until.LIMIT).exitCode()).isZero();
            assertThat(installed.started()).hasSize(1);
        }
    }

    /** As the launcher does it, with the launcher of this test in the place of the one that builds. */
    private static Command supervising(Installation installed) throws IOException {
        Path script = installed.home().folder().resolve("supervised");
        Files.writeString(
                script, "set +e -u +o posix\nsay() { printf '%s\\n' \"$*\" >&2; }\nlauncher=$1\n. \"$2\"\nsupervise\n");
        return Command.of("bash", script.toString(), installed.launcher().toString(), SUPERVISE.toString())
                .in(installed.home());
    }

    /** Blocks until another daemon than this one answers. */
    private static long awaitDaemon(Installation installed, long notThis) throws InterruptedException {
        long[] pid = new long[1];
        Until.holds(Programs.START, () -> {
            try (DaemonLink link = DaemonLink.open(installed.home().locations())) {
                pid[0] = link.status().pid();
                return pid[0] != notThis;
            } catch (DaemonException notYet) {
                return false;
            }
        });
        assertThat(pid[0]).as("a daemon answers").isNotZero().isNotEqualTo(notThis);
        return pid[0];
    }
}
