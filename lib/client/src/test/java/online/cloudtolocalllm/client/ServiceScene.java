package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A service for all connections that starts nothing, and a daemon that answers as a real Ollama did. */
abstract class ServiceScene {

    static final Served SERVED = new Served("local_ollama", 2, List.of(RecordedDaemon.OTHER));
    static final ChatRequest HI = ChatRequest.of("tiny", "hi");

    @TempDir
    Path folder;

    Locations locations;
    UnifiedConnectionService service;
    private LastingLink link;

    @BeforeEach
    void open() {
        locations = new Locations(folder.resolve("home"));
        link = LastingLink.open(ClientOptions.of(locations, "test/1.0.0").withStart(StartPolicy.NEVER));
        service = new UnifiedConnectionService(link, true);
    }

    @AfterEach
    void close() {
        service.close();
    }

    /**
     * A daemon that answers everything with this recording. If there was another before, its end has been noticed: what is asked until
     * then may be lost with it.
     */
    FakeDaemon daemon(String recording) throws Exception {
        awaitNobody();
        return FakeDaemon.scripted(locations, RecordedDaemon.always(recording));
    }

    /** The end of a daemon that was there before has been noticed. */
    void awaitNobody() throws InterruptedException {
        assertThat(Until.holds(Until.LIMIT, () -> !(link.state() instanceof LinkState.Connected)))
                .isTrue();
    }
}
