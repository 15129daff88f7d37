package online.cloudtolocalllm.config.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.Reach;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.daemon.KeyNeed;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged or missing {@code daemon_config.json} opens nothing that it may have closed. */
class LostRulesTest {

    private static final String STRICT = "{\"gateway\":{\"require_key\":\"manage\"},\"privacy\":{\"default\":\"lan\"}}";

    @TempDir
    Path home;

    private Locations locations;
    private Path file;

    @BeforeEach
    void place() {
        locations = new Locations(home);
        file = locations.daemonConfig();
    }

    private SettingsFolder open() {
        return SettingsFolder.open(locations, Map.of(), new ManualClock());
    }

    private static void assertStrictest(SettingsFolder folder) {
        assertThat(folder.daemon().requireKey()).isEqualTo(KeyNeed.ALWAYS);
        assertThat(folder.daemon().privacy().limit("anything")).isEqualTo(Reach.LOCAL);
    }

    @Test
    void rulesThatCannotBeReadAreTakenForTheStrictestUntilTheyAreRepaired() throws IOException {
        Files.writeString(file, STRICT + ",");
        SettingsFolder folder = open();
        assertStrictest(folder);
        assertThat(folder.problems())
                .singleElement()
                .asString()
                .contains(".corrupt-20260101T120000Z", "gateway.require_key always, privacy.default local");
        folder.reload();
        assertStrictest(folder);
        assertStrictest(open());

        Files.writeString(file, STRICT);
        folder.reload();
        assertThat(folder.daemon().requireKey()).isEqualTo(KeyNeed.MANAGE);
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void aChangeOfSomethingElseKeepsThemStrict() throws IOException {
        Files.writeString(file, "{");
        SettingsFolder folder = open();
        ConfigChange level = new ConfigChange.SetDaemon(JsonObject.of("log.level", "debug"), List.of());
        assertThat(folder.change(List.of(level))).isInstanceOf(SettingsFolder.Outcome.Saved.class);
        assertStrictest(folder);
        assertStrictest(open());
    }

    @Test
    void whatCouldNotBeReadAtFirstAndThenCanIsNoLongerTold() throws IOException {
        for (Path one : List.of(file, locations.connectionConfig())) {
            Files.createDirectory(one);
        }
        SettingsFolder folder = open();
        assertStrictest(folder);
        assertThat(folder.problems()).hasSize(2);
        String connections =
                ConnectionFile.standard(ConnectionDefaults.STANDARD).toJson();
        Files.delete(file);
        Files.writeString(file, "{}");
        Files.delete(locations.connectionConfig());
        Files.writeString(locations.connectionConfig(), connections);

        folder.reload();

        assertThat(folder.problems()).isEmpty();
        assertThat(folder.daemon()).isEqualTo(DaemonConfig.STANDARD);
    }

    @Test
    void aFileThatIsGoneLeavesTheRulesInForce() throws IOException {
        Files.writeString(file, STRICT);
        SettingsFolder folder = open();
        Files.delete(file);

        assertThat(folder.reload().daemon()).isFalse();

        assertThat(folder.daemon().requireKey()).isEqualTo(KeyNeed.MANAGE);
        assertThat(folder.daemon().privacy().general()).isEqualTo(Reach.LAN);
        assertThat(folder.problems()).singleElement().asString().contains("daemon_config.json is gone");
        ConfigChange level = new ConfigChange.SetDaemon(JsonObject.of("log.level", "debug"), List.of());
        assertThat(folder.change(List.of(level))).isInstanceOf(SettingsFolder.Outcome.Saved.class);
        assertThat(folder.problems()).isEmpty();
        assertThat(open().daemon().requireKey()).isEqualTo(KeyNeed.MANAGE);
    }
}
