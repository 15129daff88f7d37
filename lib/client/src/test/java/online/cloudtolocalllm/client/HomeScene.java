package online.cloudtolocalllm.client;

import java.nio.file.Path;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.testkit.Leaks;
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

    @AfterEach
    void nothingIsLeft() throws Exception {
        leaks.assertNone();
    }
}
