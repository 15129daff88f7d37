package online.cloudtolocalllm.config.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.SingleInstance;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFolderTest {

    private static final String GOOD = "{\"a\":{\"connection_type\":\"ollama\",\"host\":\"one\",\"mine\":[1.50]}}";

    @TempDir
    Path home;

    private Locations locations;
    private Path connections;
    private Path daemon;

    @BeforeEach
    void place() {
        locations = new Locations(home);
        connections = locations.connectionConfig();
        daemon = locations.daemonConfig();
    }

    private SettingsFolder open() {
        return open(Map.of());
    }

    private SettingsFolder open(Map<String, String> environment) {
        return SettingsFolder.open(locations, environment, new ManualClock());
    }

    private static List<String> addresses(SettingsFolder folder) {
        return folder.connections().stream()
                .map(settings -> settings.id() + " " + settings.origin())
                .toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static ConfigChange priority(int value) {
        return new ConfigChange.SetConnection("a", false, JsonObject.of("priority", value), List.of());
    }

    @Test
    void theDefaultsAreWrittenWhereThereIsNoFile() throws IOException {
        SettingsFolder folder = open();

        assertThat(folder.problems()).isEmpty();
        assertThat(addresses(folder))
                .containsExactly(
                        "local_ollama http://localhost:11434", "cloud_proxy https://api.cloudtolocalllm.online");
        assertThat(folder.connections()).extracting(ConnectionSettings::enabled).containsExactly(true, false);
        assertThat(folder.daemon()).isEqualTo(DaemonConfig.STANDARD);
        assertThat(names()).containsExactly("connection_config.json", "connection_config.json.bak");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(connections)))
                .isEqualTo("rw-------");
    }

    @Test
    void ollamasVariableIsTheDefaultLocalAddress() {
        assertThat(addresses(open(Map.of("OLLAMA_HOST", "box:9")))).first().isEqualTo("local_ollama http://box:9");
    }

    @Test
    void ollamasVariableThatLeadsToTheGatewayIsToldWhereItWouldHaveCounted() throws IOException {
        Map<String, String> environment = Map.of("OLLAMA_HOST", "http://127.0.0.1:11435");
        assertThat(open(environment).problems()).isEmpty();
        Files.writeString(connections, "{\"local_ollama\":{}}");
        SettingsFolder folder = open(environment);
        assertThat(addresses(folder)).containsExactly("local_ollama http://localhost:11434");
        assertThat(folder.problems()).singleElement().asString().contains("OLLAMA_HOST", "gateway itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":{\"connection_t",
                "[]",
                "nonsense",
                "{\"a\":1,\"a\":2}",
                "null",
                "7",
                "\u0000\u0001\u00ff",
                "{}{}"
            })
    void whatIsNoJsonObjectIsSetAsideAndTheLastGoodOneIsUsed(String damaged) throws IOException {
        Files.writeString(connections, GOOD);
        Files.writeString(daemon, "{\"log\":{\"level\":\"warn\"}}");
        open();
        Files.writeString(connections, damaged);
        Files.writeString(daemon, damaged);

        SettingsFolder folder = open();

        assertThat(addresses(folder)).containsExactly("a http://one:11434");
        assertThat(folder.daemon().logLevel()).isEqualTo(DaemonConfig.LogLevel.WARN);
        assertThat(folder.problems()).hasSize(2).allSatisfy(notice -> assertThat(notice)
                .contains("could not be used", ".corrupt-20260101T120000Z", "the last good one is in force"));
        assertThat(home.resolve("connection_config.json.corrupt-20260101T120000Z"))
                .hasContent(damaged);
        assertThat(home.resolve("daemon_config.json.corrupt-20260101T120000Z")).hasContent(damaged);
        assertThat(open().problems()).as("the next time").isEmpty();
    }

    @Test
    void withoutALastGoodOneTheDefaultConnectionsCount() throws IOException {
        Files.writeString(connections, "{");
        SettingsFolder folder = open();
        assertThat(addresses(folder)).hasSize(2);
        assertThat(folder.problems()).singleElement().asString().contains("the default settings are");
    }

    @Test
    void anEarlierDamagedFileIsNotOverwritten() throws IOException {
        for (String damaged : List.of("{one", "{two")) {
            Files.writeString(connections, damaged);
            open();
        }
        assertThat(home.resolve("connection_config.json.corrupt-20260101T120000Z"))
                .hasContent("{one");
        assertThat(home.resolve("connection_config.json.corrupt-20260101T120000Z-2"))
                .hasContent("{two");
    }

    /** What stands where the file should be and cannot be read. */
    enum Obstacle {
        FOLDER,
        LOOP,
        LINK_TO_NOWHERE,
        FIFTY_MEGABYTES;

        void put(Path path) throws IOException {
            switch (this) {
                case FOLDER -> Files.createDirectory(path);
                case LOOP -> Files.createSymbolicLink(path, path);
                case LINK_TO_NOWHERE -> Files.createSymbolicLink(path, path.resolveSibling("nowhere"));
                case FIFTY_MEGABYTES -> {
                    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                        file.setLength(50L * 1024 * 1024);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeReadIsLeftWhereItIs(Obstacle obstacle) throws IOException {
        Files.writeString(connections, GOOD);
        Files.writeString(daemon, "{\"log\":{\"level\":\"warn\"}}");
        open();
        Files.delete(connections);
        Files.delete(daemon);
        obstacle.put(connections);
        obstacle.put(daemon);
        List<String> before = names();

        SettingsFolder folder = open();

        assertThat(addresses(folder)).containsExactly("a http://one:11434");
        assertThat(folder.daemon().logLevel()).isEqualTo(DaemonConfig.LogLevel.WARN);
        assertThat(folder.problems()).hasSize(2).allSatisfy(notice -> assertThat(notice)
                .contains("could not be read", "left as it is", "the last good one is in force"));
        assertThat(folder.change(List.of(priority(5)))).isInstanceOf(SettingsFolder.Outcome.Unwritable.class);
        assertThat(folder.reload()).isEqualTo(new SettingsFolder.Changed(false, false));
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void aChangeIsOnTheDiskAndKeepsWhatNobodyKnows() throws IOException {
        Files.writeString(connections, GOOD);
        SettingsFolder folder = open();

        SettingsFolder.Outcome outcome = folder.change(List.of(
                priority(5),
                new ConfigChange.SetDaemon(JsonObject.of("limits.probe", new JsonNumber("1.5")), List.of())));

        assertThat(outcome)
                .isEqualTo(new SettingsFolder.Outcome.Saved(
                        new SettingsFolder.Changed(true, true), Map.of(), List.of("limits.probe")));
        assertThat(Files.readString(connections)).contains("1.50", "\"priority\" : 5");
        assertThat(open().connections().getFirst().priority()).isEqualTo(5);
        assertThat(Files.readString(daemon)).contains("1.5");
        assertThat(folder.problems()).isEmpty();
        assertThat(folder.waiting())
                .contains("daemon_config.json: a change of limits.probe counts after \"cloudtolocalllm restart\".");
    }

    @Test
    void aRefusedChangeChangesNothing() throws IOException {
        Files.writeString(connections, GOOD);
        SettingsFolder folder = open();

        SettingsFolder.Outcome outcome = folder.change(List.of(priority(5), priority(-1)));

        assertThat(outcome).isInstanceOf(SettingsFolder.Outcome.Refused.class);
        assertThat(connections).hasContent(GOOD);
        assertThat(folder.connections().getFirst().priority()).isEqualTo(20);
    }

    @Test
    void aChangeStartsFromWhatSomebodyJustWrote() throws IOException {
        Files.writeString(connections, GOOD);
        SettingsFolder folder = open();
        Files.writeString(connections, GOOD.replace("one", "two"));

        assertThat(folder.change(List.of(priority(5)))).isInstanceOf(SettingsFolder.Outcome.Saved.class);

        assertThat(addresses(folder)).containsExactly("a http://two:11434");
        assertThat(Files.readString(connections)).contains("two", "\"priority\" : 5");
    }

    @Test
    void aHalfWrittenEditIsNeitherUsedNorOverwrittenNorMoved() throws IOException {
        Files.writeString(connections, GOOD);
        SettingsFolder folder = open();
        Files.writeString(connections, "{\"a\":{");

        assertThat(folder.reload()).isEqualTo(new SettingsFolder.Changed(false, false));
        assertThat(folder.problems()).singleElement().asString().contains("cannot be used", "stay in force");
        assertThat(folder.change(List.of(priority(5))))
                .isInstanceOfSatisfying(
                        SettingsFolder.Outcome.Unwritable.class, unwritable -> assertThat(unwritable.reason())
                                .contains("connection_config.json", "nothing was changed"));
        assertThat(connections).hasContent("{\"a\":{");

        Files.writeString(connections, GOOD);
        assertThat(folder.reload()).isEqualTo(new SettingsFolder.Changed(false, false));
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void anEditWithOneMistakeLeavesThatConnectionAsItWasAndTheLastGoodCopyToo() throws IOException {
        Files.writeString(connections, GOOD);
        SettingsFolder folder = open();
        byte[] good = Files.readAllBytes(home.resolve("connection_config.json.bak"));
        Files.writeString(
                connections,
                "{\"a\":{\"connection_type\":\"ollama\",\"host\":7},\"b\":{\"connection_type\":\"ollama\"}}");

        assertThat(folder.reload().connections()).isTrue();
        assertThat(addresses(folder)).containsExactly("a http://one:11434", "b http://localhost:11434");
        assertThat(folder.problems()).singleElement().asString().contains("\"a\" keeps the settings it had (host:");
        assertThat(home.resolve("connection_config.json.bak")).hasBinaryContent(good);
        assertThat(folder.reload().connections()).as("nothing new").isFalse();

        assertThat(folder.change(
                        List.of(new ConfigChange.SetConnection("b", false, JsonObject.of("priority", 1), List.of()))))
                .as("another connection can be changed all the same")
                .isInstanceOf(SettingsFolder.Outcome.Saved.class);
        assertThat(addresses(folder)).containsExactly("a http://one:11434", "b http://localhost:11434");
    }

    @Test
    void aFileThatIsGoneLeavesTheSettingsAndIsWrittenByTheNextChange() throws IOException {
        Files.writeString(connections, GOOD);
        SettingsFolder folder = open();
        Files.delete(connections);

        assertThat(folder.reload().connections()).isFalse();
        assertThat(folder.problems()).singleElement().asString().contains("is gone");
        assertThat(folder.change(List.of(priority(5)))).isInstanceOf(SettingsFolder.Outcome.Saved.class);
        assertThat(folder.problems()).isEmpty();
        assertThat(Files.readString(connections)).contains("\"mine\"");
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = Files.createDirectory(home.resolve("dotfiles")).resolve("c.json");
        Files.writeString(real, GOOD);
        Files.createSymbolicLink(connections, real);
        assertThat(open().change(List.of(priority(5)))).isInstanceOf(SettingsFolder.Outcome.Saved.class);
        assertThat(connections).isSymbolicLink();
        assertThat(Files.readString(real)).contains("\"priority\" : 5");
    }

    @Test
    void anEditIsClosedToOthersBecauseItMayHoldAToken() throws IOException {
        Files.writeString(connections, GOOD);
        SettingsFolder folder = open();
        Files.writeString(connections, GOOD.replace("one", "two"));
        Files.setPosixFilePermissions(connections, PosixFilePermissions.fromString("rw-r--r--"));
        folder.reload();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(connections)))
                .isEqualTo("rw-------");
    }

    @Test
    void offlineChangesNeedTheDaemonsLock() throws IOException {
        OfflineSettings offline = new OfflineSettings(locations, Map.of(), new ManualClock());
        Files.writeString(connections, GOOD);
        try (SingleInstance held =
                ((SingleInstance.Outcome.Acquired) SingleInstance.acquire(locations.lock())).instance()) {
            assertThat(held).isNotNull();
            assertThat(offline.change(List.of(priority(5)))).isEqualTo(new OfflineSettings.Result.DaemonRuns());
        }
        assertThat(connections).hasContent(GOOD);

        Path leftover = Files.writeString(home.resolve(".connection_config.json.12ab.tmp"), "hunter2");
        assertThat(offline.change(List.of(priority(5))))
                .isInstanceOfSatisfying(OfflineSettings.Result.Done.class, done -> assertThat(done.outcome())
                        .isInstanceOf(SettingsFolder.Outcome.Saved.class));
        assertThat(Files.readString(connections)).contains("\"priority\" : 5");
        assertThat(leftover).doesNotExist();
        Files.delete(locations.lock());
        Files.createDirectory(locations.lock());
        assertThat(offline.change(List.of(priority(6)))).isInstanceOf(OfflineSettings.Result.Unusable.class);
    }
}
