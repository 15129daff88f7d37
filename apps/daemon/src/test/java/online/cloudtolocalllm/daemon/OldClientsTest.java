package online.cloudtolocalllm.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.daemon.ipc.legacy.LegacyGate;
import online.cloudtolocalllm.daemon.peer.Peers;
import online.cloudtolocalllm.daemon.settings.LiveSettings;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code LEGACY} and the setting {@code ipc.legacy}. */
class OldClientsTest {

    private static final String OFF = "{'on':false,'until':null,'always':false}";
    private static final String ALWAYS = "{'on':true,'until':null,'always':true}";

    @TempDir
    Path home;

    private final ManualClock clock = new ManualClock();
    private LegacyGate gate;
    private LiveSettings settings;
    private OldClients old;

    @BeforeEach
    void open() {
        open(Map.of());
    }

    private void open(Map<String, String> environment) {
        gate = new LegacyGate(clock, (after, task) -> () -> {});
        settings = LiveSettings.open(new Locations(home), environment, clock);
        LegacyGate current = gate;
        settings.putInto(new LiveSettings.InForce() {
            @Override
            public void connections(List<ConnectionSettings> connections) {
                // not what this is about
            }

            @Override
            public void daemon(DaemonConfig config) {
                current.always(config.oldClients());
            }
        });
        old = new OldClients(gate, Peers.UNKNOWN, settings, Runnable::run);
    }

    private String ask(String fields) throws Exception {
        JsonObject message = Json.parseObject(fields.replace('\'', '"')).with("command", "LEGACY");
        return Objects.requireNonNull(old.handlers().get("LEGACY"))
                .answer(message)
                .toCompletableFuture()
                .get()
                .toJson()
                .replace('"', '\'');
    }

    @Test
    void isOffByStandard() throws Exception {
        assertThat(ask("{}")).isEqualTo(OFF);
        assertThat(old.notices()).isEmpty();
    }

    @Test
    void isOnForAQuarterOfAnHourIfNothingElseIsSaid() throws Exception {
        assertThat(ask("{'on':true}")).isEqualTo("{'on':true,'until':'2026-01-01T12:15:00Z','always':false}");
        assertThat(old.notices().getFirst()).contains("until 2026-01-01T12:15:00Z", "ipc legacy off", "other users");
        clock.advance(Duration.ofMinutes(15));
        assertThat(ask("{}")).isEqualTo(OFF);
        assertThat(ask("{'on':true,'minutes':1}")).contains("12:16:00");
        assertThat(ask("{'on':false}")).isEqualTo(OFF);
    }

    @Test
    void alwaysIsASettingThatOutlivesTheDaemon() throws Exception {
        assertThat(ask("{'on':true,'always':true}")).isEqualTo(ALWAYS);
        assertThat(Files.readString(home.resolve("daemon_config.json"))).contains("\"legacy\"");
        open();
        assertThat(ask("{}")).isEqualTo(ALWAYS);
        assertThat(ask("{'on':true,'minutes':2}"))
                .isEqualTo("{'on':true,'until':'2026-01-01T12:02:00Z','always':false}");
        assertThat(ask("{'on':true,'always':true}")).isEqualTo(ALWAYS);
        assertThat(ask("{'on':false}")).isEqualTo(OFF);
        open();
        assertThat(ask("{}")).isEqualTo(OFF);
    }

    @Test
    void anEditByHandCountsAtOnceAndASlipOfThePenOpensNothing() throws Exception {
        Files.writeString(home.resolve("daemon_config.json"), "{\"ipc\":{\"legacy\":true}}");
        settings.reload();
        assertThat(ask("{}")).isEqualTo(ALWAYS);
        Files.writeString(home.resolve("daemon_config.json"), "{\"ipc\":{\"legacy\":\"yes\"}}");
        settings.reload();
        assertThat(ask("{}")).isEqualTo(OFF);
    }

    @Test
    void theEnvironmentIsTold() throws Exception {
        open(Map.of("CLOUDTOLOCALLLM_IPC_LEGACY", "true"));
        assertThat(ask("{}")).isEqualTo(ALWAYS);
        assertThat(ask("{'on':false}")).contains("CLOUDTOLOCALLLM_IPC_LEGACY", "'code':'overridden'");
        assertThat(ask("{}")).isEqualTo(ALWAYS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'on':1}",
                "{'on':'true'}",
                "{'on':true,'minutes':0}",
                "{'on':true,'minutes':-1}",
                "{'on':true,'minutes':1441}",
                "{'on':true,'minutes':'15'}",
                "{'on':true,'minutes':1.5}",
                "{'on':true,'always':'yes'}"
            })
    void whatIsWrongChangesNothing(String fields) throws Exception {
        assertThat(ask(fields)).contains("'code':'bad_request'");
        assertThat(ask("{}")).isEqualTo(OFF);
    }
}
