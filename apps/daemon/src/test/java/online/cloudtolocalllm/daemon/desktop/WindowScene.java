package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.daemon.desktop.Windows.Outcome;
import online.cloudtolocalllm.daemon.ipc.ClientBoard;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Windows as real processes of a script; what connects to the daemon is made up. */
abstract class WindowScene {

    static final WindowTimes LONG = new WindowTimes(Duration.ofSeconds(60), Duration.ofSeconds(60));

    @TempDir
    Path folder;

    final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    final ClientBoard clients = new ClientBoard();
    FakeLauncher launcher;
    WindowProcesses windows;

    @BeforeEach
    void open() throws Exception {
        launcher = new FakeLauncher(folder);
        windows = new WindowProcesses(clients, launcher.launcher(), blocking, LONG);
    }

    @AfterEach
    void close() throws Exception {
        launcher.close();
        blocking.shutdownNow();
        assertThat(blocking.awaitTermination(Until.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    static Outcome outcome(CompletionStage<Outcome> stage) throws Exception {
        return stage.toCompletableFuture().get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
