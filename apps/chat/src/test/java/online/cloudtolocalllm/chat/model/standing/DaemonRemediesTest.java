package online.cloudtolocalllm.chat.model.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.Test;

/** The remedies as the daemon hears them. */
class DaemonRemediesTest {

    private volatile JsonObject reply = JsonObject.of("ok", true);

    @Test
    void theDaemonIsAskedAndSaysWhatIsWrong() throws Exception {
        try (TemporaryHome home = TemporaryHome.create();
                FakeDaemon played =
                        new FakeDaemon(home.locations(), FakeDaemon.Manners.GOOD, request -> Optional.of(reply));
                TrayService daemon = TrayService.open(
                        ClientOptions.of(home.locations(), "chat/1").withStart(StartPolicy.NEVER))) {
            Remedies remedies = new DaemonRemedies(daemon);
            reply = here(true, true, false);
            assertThat(remedies.ollama()).isEqualTo(OllamaHere.STARTABLE);
            reply = here(true, false, true);
            assertThat(remedies.ollama()).isEqualTo(OllamaHere.STARTING);
            reply = here(true, false, false);
            assertThat(remedies.ollama()).isEqualTo(OllamaHere.INSTALLED);
            reply = here(false, false, false);
            assertThat(remedies.ollama()).isEqualTo(OllamaHere.MISSING);
            assertThat(remedies.startOllama()).isEmpty();
            assertThat(played.received("OLLAMA").getLast().flag("start", false)).isTrue();
            assertThat(remedies.resume(List.of("a", "b"))).isEmpty();
            assertThat(played.received("SET_CONFIG").getFirst().get("changes").map(Object::toString))
                    .isEqualTo(JsonObject.of(
                                    "changes",
                                    List.of(
                                            JsonObject.of("connection", "a", "unset", List.of("paused")),
                                            JsonObject.of("connection", "b", "unset", List.of("paused"))))
                            .get("changes")
                            .map(Object::toString));
            reply = JsonObject.of("error", "the demo cannot run", "code", "demo_cannot_run");
            assertThat(remedies.startDemo()).isEqualTo("The demo cannot run.");
            assertThat(remedies.ollama()).as("an older daemon does not tell").isEqualTo(OllamaHere.UNKNOWN);
        }
    }

    private static JsonObject here(boolean installed, boolean startable, boolean starting) {
        return JsonObject.of("installed", installed, "startable", startable).with("starting", starting);
    }
}
