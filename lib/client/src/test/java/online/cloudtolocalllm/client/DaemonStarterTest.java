package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon.Manners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers of this test are shell scripts")
class DaemonStarterTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Locations locations = new Locations(Path.of("unset"));

    @BeforeEach
    void home() {
        locations = new Locations(folder.resolve("a home"));
    }

    @Test
    void aDaemonThatRunsIsLeftAlone() throws Exception {
        try (FakeDaemon daemon = new FakeDaemon(locations, Manners.GOOD, request -> Optional.empty())) {
            StartOutcome outcome =
                    starter("touch \"$CLOUDTOLOCALLLM_HOME/started\"").start(List.of(), LIMIT);
            assertThat(outcome).isEqualTo(new StartOutcome.Running(false));
            assertThat(locations.home().resolve("started")).doesNotExist();
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void theProcessIsWaitedForUntilItAnswers() throws Exception {
        Path sign = fifo("sign");
        Path end = fifo("end");
        DaemonStarter starter = starter("echo \"$@\" > '" + sign + "'; read line < '" + end + "'");
        CompletableFuture<ProcessHandle> process = new CompletableFuture<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<StartOutcome> outcome =
                    threads.submit(() -> starter.start(List.of("--port", "0"), LIMIT, process::complete));
            assertThat(Files.readString(sign)).isEqualTo("daemon --port 0\n");
            try (FakeDaemon daemon = new FakeDaemon(locations, Manners.GOOD, request -> Optional.empty())) {
                assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(new StartOutcome.Running(true));
                assertThat(daemon.received()).isNotEmpty();
            }
        } finally {
            Files.writeString(end, "end\n");
            process.get(20, TimeUnit.SECONDS).onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void twoAtOnceFindTheOneThatRuns() throws Exception {
        Path sign = fifo("sign");
        DaemonStarter starter = starter("echo already running; echo > '" + sign + "'");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<StartOutcome> outcome = threads.submit(() -> starter.start(List.of(), LIMIT));
            assertThat(Files.readString(sign)).isEqualTo("\n");
            try (FakeDaemon other = new FakeDaemon(locations, Manners.GOOD, request -> Optional.empty())) {
                assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(StartOutcome.Running.class);
                assertThat(other.received()).isNotEmpty();
            }
        }
    }

    @Test
    void anEarlyEndIsToldWithItsLastWordsAndNothingOlder() throws Exception {
        Files.createDirectories(locations.home());
        Files.writeString(locations.console(), "from another day\n");
        StartOutcome outcome = starter("echo 'port 1 is in use' >&2; exit 5").start(List.of(), LIMIT);
        assertThat(outcome).isEqualTo(new StartOutcome.Exited(5, "port 1 is in use"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(locations.console())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(locations.home())))
                .isEqualTo("rwx------");
    }

    @Test
    void longLastWordsAreCutToTheEnd() throws Exception {
        StartOutcome outcome = starter("i=0; while [ $i -lt 2000 ]; do echo line $i; i=$((i+1)); done; exit 1")
                .start(List.of(), LIMIT);
        assertThat(outcome).isInstanceOfSatisfying(StartOutcome.Exited.class, exited -> assertThat(exited.lastWords())
                .endsWith("line 1999")
                .hasLineCount(8));
    }

    @Test
    void aProcessThatNeverAnswersIsGivenUp() throws Exception {
        Path end = fifo("end");
        CompletableFuture<ProcessHandle> process = new CompletableFuture<>();
        StartOutcome outcome = starter("echo thinking; read line < '" + end + "'")
                .start(List.of(), Duration.ofMillis(300), process::complete);
        assertThat(outcome).isInstanceOf(StartOutcome.TimedOut.class);
        Files.writeString(end, "end\n");
        process.get(20, TimeUnit.SECONDS).onExit().get(20, TimeUnit.SECONDS);
    }

    @Test
    void aFolderThatIsAFileAndALauncherThatIsMissingAreTold() throws Exception {
        Files.writeString(locations.home(), "a file");
        assertThat(starter("exit 0").start(List.of(), LIMIT)).isInstanceOf(StartOutcome.HomeUnusable.class);
        Files.delete(locations.home());
        DaemonStarter lost = new DaemonStarter(locations, folder.resolve("nowhere"), Map.of("PATH", ""));
        assertThat(lost.start(List.of(), LIMIT)).isInstanceOf(StartOutcome.CannotStart.class);
    }

    private DaemonStarter starter(String script) throws Exception {
        Path launcher = folder.resolve("a launcher");
        Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        return new DaemonStarter(locations, launcher, System.getenv());
    }

    private Path fifo(String name) throws Exception {
        Path file = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        return file;
    }
}
