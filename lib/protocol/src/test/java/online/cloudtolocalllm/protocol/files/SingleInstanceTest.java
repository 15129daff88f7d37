package online.cloudtolocalllm.protocol.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("daemon.lock");
    }

    private SingleInstance acquire() {
        if (SingleInstance.acquire(file()) instanceof SingleInstance.Outcome.Acquired(SingleInstance instance)) {
            return instance;
        }
        throw new AssertionError("not acquired");
    }

    /** Another Java machine that takes the lock, says so, and keeps it until its input ends. */
    private Process otherProcess() throws IOException {
        return otherProcess("acquire");
    }

    private Process otherProcess(String how) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        file().toString(),
                        how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void onlyOneAtATime() throws Exception {
        try (SingleInstance first = acquire()) {
            assertThat(SingleInstance.acquire(file())).isInstanceOf(SingleInstance.Outcome.HeldByAnother.class);
            assertThat(first).isNotNull();
        }
        acquire().close();
    }

    @Test
    void anotherProcessHoldsItUntilItIsKilled() throws Exception {
        Process other = otherProcess();
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("Acquired");
            assertThat(SingleInstance.acquire(file())).isInstanceOf(SingleInstance.Outcome.HeldByAnother.class);
        } finally {
            other.destroyForcibly();
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(file()).as("a crash leaves the file").exists();
        acquire().close();
    }

    @Test
    void anotherProcessSeesOurs() throws Exception {
        try (SingleInstance ours = acquire()) {
            assertThat(ours).isNotNull();
            Process other = otherProcess();
            try (var said = other.inputReader()) {
                assertThat(said.readLine()).isEqualTo("HeldByAnother");
            } finally {
                other.destroyForcibly();
            }
        }
    }

    @Test
    void aStaleFileWithAnyContentDoesNotMatter() throws Exception {
        Files.writeString(file(), "4711\n");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        acquire().close();
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aFileThatCannotBeUsedIsAValue() throws Exception {
        assertThat(SingleInstance.acquire(folder.resolve("missing/daemon.lock")))
                .isInstanceOfSatisfying(SingleInstance.Outcome.Unusable.class, unusable -> assertThat(unusable.reason())
                        .contains("no such file or folder"));
        Files.createDirectory(file());
        assertThat(SingleInstance.acquire(file())).isInstanceOf(SingleInstance.Outcome.Unusable.class);
    }

    @Test
    void aDaemonThatStartsWaitsForWhoeverChangesAFileJustNow() throws Exception {
        Process other = otherProcess("borrow");
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("Acquired");
            FutureTask<SingleInstance.Outcome> daemon = new FutureTask<>(() -> SingleInstance.acquire(file()));
            Thread.ofVirtual().start(daemon);
            assertThat(catchThrowable(() -> daemon.get(300, TimeUnit.MILLISECONDS)))
                    .isInstanceOf(TimeoutException.class);
            other.getOutputStream().close();
            assertThat(daemon.get(20, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(SingleInstance.Outcome.Acquired.class, acquired -> {
                        assertThat(SingleInstance.borrow(file()))
                                .isInstanceOf(SingleInstance.Outcome.HeldByAnother.class);
                        assertThatCode(acquired.instance()::close).doesNotThrowAnyException();
                    });
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void whoChangesAFileIsRefusedWhileADaemonRunsAndNeverByAnother() throws Exception {
        Process other = otherProcess("acquire");
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("Acquired");
            assertThat(SingleInstance.borrow(file())).isInstanceOf(SingleInstance.Outcome.HeldByAnother.class);
        } finally {
            other.destroyForcibly();
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        for (int i = 0; i < 100; i++) {
            assertThat(SingleInstance.borrow(file()))
                    .isInstanceOfSatisfying(SingleInstance.Outcome.Acquired.class, borrowed -> assertThatCode(
                                    borrowed.instance()::close)
                            .doesNotThrowAnyException());
        }
    }
}
