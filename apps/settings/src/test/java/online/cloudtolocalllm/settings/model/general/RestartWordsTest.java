package online.cloudtolocalllm.settings.model.general;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.config.Config;
import org.junit.jupiter.api.Test;

class RestartWordsTest {

    @Test
    void whatWaitsIsNamedAsTheFieldIs() {
        assertThat(RestartWords.waiting(Set.of())).isEmpty();
        assertThat(RestartWords.waiting(Set.of("gateway.address")))
                .isEqualTo("“Listens at” counts after a restart of the daemon.");
        assertThat(RestartWords.waiting(Set.of("gateway.address", "limits.connect", "new.key")))
                .isEqualTo("“Listens at”, “Connecting” and “new.key” count after a restart of the daemon.");
        assertThat(RestartWords.waiting(Set.of("a.a", "b.b", "c.c", "d.d")))
                .isEqualTo("4 changed settings count after a restart of the daemon.");
    }

    @Test
    void runningAnswersGetTheTimeByWhichTheDaemonRuns() {
        Config config = Config.read(
                Config.Source.DAEMON,
                JsonObject.of("daemon", JsonObject.of("limits", JsonObject.of("drain", new JsonNumber("2.5")))));
        assertThat(RestartWords.running(config, Set.of())).contains("up to 2.5 s");
        assertThat(RestartWords.running(config, Set.of("limits.drain"))).contains("get some time");
        assertThat(RestartWords.running(Config.UNKNOWN, Set.of())).contains("up to 10 s");
    }

    @Test
    void everyKeyOfTheDaemonHasItsFieldOnOnePage() {
        Stream<String> fields = RestartWords.fields().map(spec -> spec.field().key());
        // These two have a place of their own: a table, and a row beside the time of old clients.
        List<String> apart = List.of("privacy.models", "ipc.legacy");
        assertThat(Stream.concat(fields, apart.stream()))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(DaemonKey.values()).map(DaemonKey::dotted).toList());
    }
}
