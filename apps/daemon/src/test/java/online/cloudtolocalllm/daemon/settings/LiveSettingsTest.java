package online.cloudtolocalllm.daemon.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.config.store.SettingsFolder;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSettingsTest {

    private static final String GOOD = "{\"a\":{\"connection_type\":\"ollama\",\"host\":\"one\"}}";

    @TempDir
    Path home;

    private final BlockingQueue<List<String>> applied = new LinkedBlockingQueue<>();
    private final BlockingQueue<DaemonConfig> configs = new LinkedBlockingQueue<>();
    private Locations locations;
    private LiveSettings settings;

    private final LiveSettings.InForce target = new LiveSettings.InForce() {
        @Override
        public void connections(List<ConnectionSettings> connections) {
            applied.add(connections.stream()
                    .map(settings -> settings.id() + " " + settings.origin())
                    .toList());
        }

        @Override
        public void daemon(DaemonConfig config) {
            configs.add(config);
        }
    };

    @BeforeEach
    void open() throws Exception {
        locations = new Locations(home);
        Files.writeString(locations.connectionConfig(), GOOD);
        settings = LiveSettings.open(locations, Map.of(), TimeSource.system());
        settings.putInto(target);
        assertThat(applied.take()).containsExactly("a http://one:11434");
        assertThat(configs.take()).isEqualTo(DaemonConfig.STANDARD);
    }

    private SettingsWatch watch() {
        return SettingsWatch.start(
                home, List.of(locations.connectionConfig(), locations.daemonConfig()), settings::reload);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (value == null) {
            throw new AssertionError("nothing was put into force");
        }
        return value;
    }

    @Test
    void editsInPlaceAndByAnotherFilesNameArePutIntoForce() throws Exception {
        try (SettingsWatch watch = watch()) {
            assertThat(watch).isNotNull();
            Files.writeString(locations.connectionConfig(), GOOD.replace("one", "two"));
            assertThat(next(applied)).containsExactly("a http://two:11434");

            Path temporary = Files.writeString(home.resolve("4913"), GOOD.replace("one", "three"));
            Files.move(temporary, locations.connectionConfig(), StandardCopyOption.ATOMIC_MOVE);
            assertThat(next(applied)).containsExactly("a http://three:11434");

            Files.writeString(locations.daemonConfig(), "{\"log\":{\"level\":\"debug\"}}");
            assertThat(next(configs).logLevel()).isEqualTo(DaemonConfig.LogLevel.DEBUG);
            Files.writeString(locations.daemonConfig(), "{}");
            assertThat(next(configs).logLevel()).isEqualTo(DaemonConfig.LogLevel.INFO);
        }
    }

    @Test
    void aMistakeIsToldUntilItIsPutRight() throws Exception {
        try (SettingsWatch watch = watch()) {
            assertThat(watch).isNotNull();
            Files.writeString(locations.connectionConfig(), "{\"a\":{\"connection_type\":\"ollama\",\"port\":");
            assertThat(Until.holds(Until.LIMIT, () -> !settings.problems().isEmpty()))
                    .isTrue();
            assertThat(settings.problems()).singleElement().asString().contains("connection_config.json", "line 1");

            Files.writeString(
                    locations.connectionConfig(),
                    "{\"a\":{\"connection_type\":\"ollama\",\"host\":\"one\",\"port\":0}}");
            assertThat(Until.holds(
                            Until.LIMIT, () -> settings.problems().toString().contains("port: must be a whole number")))
                    .isTrue();

            Files.writeString(locations.connectionConfig(), GOOD);
            assertThat(Until.holds(Until.LIMIT, () -> settings.problems().isEmpty()))
                    .isTrue();
        }
        assertThat(applied).as("what counted until the mistake still counts").isEmpty();
    }

    @Test
    void theSameContentAgainDoesNothing() throws IOException {
        Files.writeString(locations.connectionConfig(), GOOD + "\n  ");
        assertThat(settings.reload()).isEmpty();
        assertThat(applied).isEmpty();
    }

    @Test
    void aChangeThatWaitsForARestartIsANoticeAndNoProblem() throws IOException {
        Files.writeString(locations.daemonConfig(), "{\"limits\":{\"connect\":7}}");
        assertThat(settings.reload()).isEmpty();
        assertThat(settings.notices())
                .containsExactly(
                        "daemon_config.json: a change of limits.connect counts after \"cloudtolocalllm restart\".");

        Files.writeString(locations.daemonConfig(), "{}");
        settings.reload();
        assertThat(settings.notices()).isEmpty();
    }

    @Test
    void aChangeIsInForceWhenItIsAcknowledged() throws Exception {
        SettingsFolder.Outcome outcome = settings.change(List.of(
                new ConfigChange.SetConnection("a", false, JsonObject.of("host", "four"), List.of()),
                new ConfigChange.SetDaemon(JsonObject.of("privacy.default", "lan"), List.of())));

        assertThat(outcome).isInstanceOf(SettingsFolder.Outcome.Saved.class);
        assertThat(applied).containsExactly(List.of("a http://four:11434"));
        assertThat(configs).hasSize(1);
        assertThat(Files.readString(locations.connectionConfig())).contains("four");
    }

    @Test
    void aFolderThatCannotBeWatchedIsLookedAt() throws Exception {
        // The watch hears of changes in a folder; here the file lies in another one.
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        try (SettingsWatch watch =
                SettingsWatch.start(elsewhere, List.of(locations.connectionConfig()), settings::reload)) {
            assertThat(watch).isNotNull();
            Files.writeString(locations.connectionConfig(), GOOD.replace("one", "five"));
            assertThat(next(applied)).containsExactly("a http://five:11434");
        }
    }
}
