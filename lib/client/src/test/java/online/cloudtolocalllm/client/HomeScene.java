package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.testkit.Leaks;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An empty home; no thread and no socket may be left behind. */
abstract class HomeScene {

    @TempDir
    Path folder;

    Locations locations = new Locations(Path.of("unset"));
    private Leaks leaks;

    @BeforeEach
    void home() throws Exception {
        leaks = Leaks.baseline();
        locations = new Locations(folder.resolve("home"));
    }

    /** A daemon dies, and the link has noticed: what is asked before that may be lost with it. */
    static void crash(FakeDaemon daemon, LastingLink link) throws Exception {
        daemon.crash();
        LinkState before = new LinkState.Connected(daemon.instance());
        assertThat(Until.holds(Until.LIMIT, () -> !link.state().equals(before))).isTrue();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        leaks.assertNone();
    }
}
