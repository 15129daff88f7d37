package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon.Manners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A tray service that starts nothing, and daemons for it. */
abstract class TrayScene {

    @TempDir
    Path folder;

    Locations locations;
    TrayService tray;

    @BeforeEach
    void open() {
        locations = new Locations(folder.resolve("home"));
        tray = TrayService.open(ClientOptions.of(locations, "chat/1.0.0").withStart(StartPolicy.NEVER));
    }

    @AfterEach
    void close() {
        tray.close();
    }

    /** A daemon that answers by the script, with the service connected to it. */
    FakeDaemon daemon(Function<JsonObject, Optional<JsonObject>> script) throws Exception {
        FakeDaemon daemon = new FakeDaemon(locations, Manners.GOOD, script);
        tray.connectNow();
        assertThat(tray.awaitConnected(Until.LIMIT)).isTrue();
        return daemon;
    }

    /** A daemon that agrees to everything. */
    FakeDaemon agreeing() throws Exception {
        return daemon(request -> Optional.of(JsonObject.of("ok", true)));
    }
}
