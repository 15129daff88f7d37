package online.cloudtolocalllm.client;

import java.nio.file.Path;
import java.util.List;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.protocol.files.Locations;
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

    @BeforeEach
    void open() {
        locations = new Locations(folder.resolve("home"));
        service = UnifiedConnectionService.open(
                ClientOptions.of(locations, "test/1.0.0").withStart(StartPolicy.NEVER));
    }

    @AfterEach
    void close() {
        service.close();
    }

    /** A daemon that answers everything with this recording. */
    FakeDaemon daemon(String recording) throws Exception {
        return FakeDaemon.scripted(locations, RecordedDaemon.always(recording));
    }
}
